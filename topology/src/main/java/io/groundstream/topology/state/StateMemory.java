package io.groundstream.topology.state;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The memory that RocksDB takes for all stores of one instance, however many partitions it has: one
 * cache, of which up to half may be writes that are not on disk yet. Indexes and filters count too.
 * To be closed after the stores.
 */
public final class StateMemory implements AutoCloseable {
    private static final long WRITE_BUFFER_BYTES = 4 << 20;
    private static final int WRITE_BUFFERS = 3;

    static {
        RocksDB.loadLibrary();
    }

    private final LRUCache cache;
    private final WriteBufferManager writes;

    public StateMemory(long bytes) {
        this.cache = new LRUCache(bytes);
        this.writes = new WriteBufferManager(bytes / 2, cache);
    }

    /** How much of it is taken, in bytes. */
    public long used() {
        return cache.getUsage();
    }

    void bound(Options options) {
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(cache);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(writes);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(WRITE_BUFFERS);
    }

    @Override
    public void close() {
        writes.close();
        cache.close();
    }
}
