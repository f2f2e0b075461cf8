package io.groundstream.search.follow;

import io.groundstream.schemas.service.ConfigException;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.search.SearcherLifetimeManager;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.logging.Level;

/** An open Lucene index: its files, its one writer, its readers. */
record OpenIndex(
        Directory directory,
        IndexWriter writer,
        SearcherManager searchers,
        SearcherLifetimeManager kept) {
    private static final Logger log = LoggerFactory.getLogger(OpenIndex.class);
    private static final double RAM_MIB = 16;
    // held, because a logger that nobody holds forgets its level
    private static final java.util.logging.Logger VECTORS =
            java.util.logging.Logger.getLogger("org.apache.lucene.internal.vectorization");

    static {
        // it recommends a module of the JDK that is still incubating
        VECTORS.setLevel(Level.SEVERE);
    }

    /** Opens what is there; what cannot be read is begun anew, because the topic has it all. */
    static OpenIndex open(Path folder, Analyzer analyzer) throws IOException {
        try {
            return open(folder, analyzer, OpenMode.CREATE_OR_APPEND);
        } catch (CorruptIndexException
                | IndexFormatTooNewException
                | IndexFormatTooOldException
                | FileNotFoundException
                | NoSuchFileException e) {
            log.atWarn()
                    .addKeyValue("folder", folder)
                    .setCause(e)
                    .log("the index cannot be read and is built again");
            empty(folder);
            return open(folder, analyzer, OpenMode.CREATE);
        }
    }

    private static void empty(Path folder) throws IOException {
        try (var directory = FSDirectory.open(folder)) {
            for (var file : directory.listAll()) {
                directory.deleteFile(file);
            }
        }
    }

    private static OpenIndex open(Path folder, Analyzer analyzer, OpenMode mode)
            throws IOException {
        var directory = FSDirectory.open(folder);
        try {
            var config =
                    new IndexWriterConfig(analyzer)
                            .setOpenMode(mode)
                            .setRAMBufferSizeMB(RAM_MIB)
                            .setCommitOnClose(false);
            var writer = new IndexWriter(directory, config);
            return new OpenIndex(
                    directory,
                    writer,
                    new SearcherManager(writer, null),
                    new SearcherLifetimeManager());
        } catch (LockObtainFailedException e) {
            directory.close();
            throw new ConfigException("another process uses the index in " + folder);
        } catch (IOException e) {
            IOUtils.closeWhileHandlingException(directory);
            throw e;
        }
    }

    /** Without a commit; merges under way are given up. */
    void close() throws IOException {
        IOUtils.close(searchers, kept, writer::rollback, directory);
    }

    /** The same when it has failed already. */
    void abandon() {
        IOUtils.closeWhileHandlingException(searchers, kept, writer::rollback, directory);
    }
}
