package io.groundstream.console.ask;

import io.groundstream.console.request.Outage;
import io.groundstream.console.request.Replies;
import io.groundstream.console.web.Parameters;
import io.groundstream.console.web.Problem;
import io.groundstream.console.web.Resources;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.operations.kafka.ImagePublisher;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.trace.Tracing;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Publishes a person's picture as any publisher would, ahead of bulk work, and tells how it ended.
 * No model is asked but through the pipeline.
 */
public final class AskResources implements Resources, AutoCloseable {
    private static final String PATH = "/api/v1/try";
    private static final Pattern OURS = Pattern.compile("try-[0-9a-f]{32}");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST_WAIT_SECONDS = 25;
    // each holds a picture in memory
    private static final int UPLOADS = 8;
    private static final int WAITING = 128;

    private final ImagePublisher publisher;
    private final Answers answers;
    private final Settled settled;
    private final int mostBytes;
    private final Semaphore uploads = new Semaphore(UPLOADS);
    private final Semaphore places = new Semaphore(WAITING);

    private AskResources(
            ImagePublisher publisher, Answers answers, Settled settled, int mostBytes) {
        this.publisher = publisher;
        this.answers = answers;
        this.settled = settled;
        this.mostBytes = mostBytes;
    }

    /**
     * Begins to follow the answers.
     *
     * @param mostBytes of a picture
     * @param tracing in which a picture that is tried is the first span
     */
    public static AskResources start(
            Cluster cluster, Registry registry, Settled settled, int mostBytes, Tracing tracing) {
        // a person does not wait for a minute
        var publisher =
                new ImagePublisher(cluster.with("max.block.ms", "10000"), registry, tracing);
        return new AskResources(publisher, Answers.start(cluster, registry), settled, mostBytes);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        var _ = routes.post(PATH, Outage.told(this::ask));
        var _ = routes.get(PATH + "/{imageId}", Outage.told(this::answer));
    }

    /** Sends those who wait for an answer away, who would hold the server up. */
    public void dismiss() {
        answers.dismiss();
    }

    @Override
    public void close() {
        answers.close();
        publisher.close();
    }

    private void ask(Context request)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        var _ = Parameters.of(request);
        if (!uploads.tryAcquire()) {
            throw new Problem(429, "BUSY", "too many pictures are being sent: try again");
        }
        try {
            publish(request, Question.of(request, mostBytes));
        } finally {
            uploads.release();
        }
    }

    private void publish(Context request, Question question)
            throws InterruptedException, ExecutionException, TimeoutException {
        var imageId = "try-" + UUID.randomUUID().toString().replace("-", "");
        // before the event is there, so that its answer is waited for when it comes
        var _ = answers.to(imageId);
        var sent =
                publisher
                        .publish(question.event(imageId, Instant.now()))
                        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        var answer = Replies.object().put("imageId", imageId);
        answer.putObject("version").put("partition", sent.partition()).put("offset", sent.offset());
        request.status(202);
        Replies.send(request, answer);
    }

    private void answer(Context request)
            throws InterruptedException, ExecutionException, TimeoutException {
        var parameters = Parameters.of(request, "partition", "offset", "wait");
        int partition = parameters.integer("partition", -1, 0, Integer.MAX_VALUE);
        long offset = parameters.whole("offset", -1, 0, Long.MAX_VALUE);
        int wait = parameters.integer("wait", 0, 0, LONGEST_WAIT_SECONDS);
        var imageId = request.pathParam("imageId");
        if (!OURS.matcher(imageId).matches()) {
            throw new Problem(404, "NOT_FOUND", "no picture of that name was sent from here");
        }
        if (!places.tryAcquire()) {
            throw new Problem(503, "BUSY", "too many wait for an answer: try again");
        }
        try {
            var answer = await(imageId, wait, a -> isAbout(a.version(), partition, offset));
            Replies.send(
                    request,
                    answer.map(Answer::json)
                            .orElseGet(() -> Replies.object().put("state", "WAITING")));
        } finally {
            places.release();
        }
    }

    private Optional<Answer> await(String imageId, int seconds, Predicate<Answer> wanted)
            throws InterruptedException, ExecutionException, TimeoutException {
        var coming = answers.to(imageId);
        var known = coming.isDone() ? Optional.<Answer>empty() : settled.of(imageId).filter(wanted);
        if (known.isPresent()) {
            return known;
        }
        try {
            return Optional.of(coming.get(seconds, TimeUnit.SECONDS)).filter(wanted);
        } catch (TimeoutException | CancellationException _) {
            return Optional.empty();
        }
    }

    /** Of that version or a later one, which a replay makes. */
    private static boolean isAbout(Version version, int partition, long offset) {
        return (partition < 0 || version.getPartition() == partition)
                && version.getOffset() >= offset;
    }
}
