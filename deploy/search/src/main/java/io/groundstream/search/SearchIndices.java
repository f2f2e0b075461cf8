package io.groundstream.search;

import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.search.follow.Follower;
import io.groundstream.search.follow.LiveIndex;
import io.groundstream.search.follow.Projection;
import io.groundstream.search.query.Words;

import org.apache.avro.specific.SpecificRecord;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The four indices, a folder each, and the thread that keeps them as their topics are. Where an
 * index stands is kept in its own commits, with the ids of cluster and topic: a restart goes on
 * from there, and another or a new topic is read from its beginning.
 */
public final class SearchIndices implements AutoCloseable {
    private final Follower follower;
    private final SearchIndex documents;
    private final DecisionIndex decisions;
    private final LetterIndex letters;
    private final AnnotationIndex annotations;

    private SearchIndices(
            Follower follower,
            LiveIndex<SearchDocument> documents,
            LiveIndex<ModerationDecision> decisions,
            LiveIndex<DeadLetter> letters,
            LiveIndex<Annotation> annotations) {
        this.follower = follower;
        this.decisions = new DecisionIndex(decisions);
        this.documents = new SearchIndex(documents, this.decisions::images);
        this.letters = new LetterIndex(letters);
        this.annotations = new AnnotationIndex(annotations);
    }

    /**
     * Opens the indices and begins to follow; what they have can be asked at once.
     *
     * @param folder of these indices alone; created where it is missing
     * @throws io.groundstream.schemas.service.ConfigException if another process uses the folder
     */
    public static SearchIndices open(Path folder, Cluster cluster, Registry registry) {
        var opened = new Opened(folder);
        try {
            var documents = opened.open("documents", new Fields());
            var decisions = opened.open("decisions", new DecisionIndex.Fields());
            var letters = opened.open("letters", new LetterIndex.Fields());
            var annotations = opened.open("annotations", new AnnotationIndex.Fields());
            var topics = cluster.topics();
            var indices = new LinkedHashMap<String, LiveIndex<?>>();
            indices.put(topics.searchDocuments(), documents);
            indices.put(topics.moderationDecisions(), decisions);
            indices.put(topics.deadLetters(), letters);
            indices.put(topics.annotations(), annotations);
            var follower = Follower.start(cluster, registry, indices);
            return new SearchIndices(follower, documents, decisions, letters, annotations);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    public SearchIndex documents() {
        return documents;
    }

    public DecisionIndex decisions() {
        return decisions;
    }

    public LetterIndex letters() {
        return letters;
    }

    public AnnotationIndex annotations() {
        return annotations;
    }

    /** True if all that stood on the topics when they last answered can be found. */
    public boolean isCaughtUp() {
        return follower.isCaughtUp();
    }

    /** Records not yet indexed, by topic; a topic is missing until that is known. */
    public Map<String, Long> lag() {
        return follower.lag();
    }

    /** Records that nobody can read, since the start, by topic. */
    public Map<String, Long> broken() {
        return follower.broken();
    }

    /** What following waits for; null if for nothing. */
    public @Nullable String fault() {
        return follower.fault();
    }

    @Override
    public void close() {
        follower.close();
    }

    /** What has been opened before something could not be. */
    private static final class Opened {
        private final Path folder;
        private final List<Closeable> indices = new ArrayList<>();

        private Opened(Path folder) {
            this.folder = folder;
        }

        private <T extends SpecificRecord> LiveIndex<T> open(String name, Projection<T> fields) {
            var index = LiveIndex.open(folder.resolve(name), Words.INDEXED, fields);
            indices.add(index::close);
            return index;
        }

        private void close() {
            IOUtils.closeWhileHandlingException(indices);
        }
    }
}
