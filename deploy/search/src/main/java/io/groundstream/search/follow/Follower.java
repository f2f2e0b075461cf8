package io.groundstream.search.follow;

import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.service.Refusals;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Keeps indices as their topics are, in one thread of its own. A cluster or a registry that cannot
 * be reached and a disk that cannot be written are tried again until they can.
 */
public final class Follower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Follower.class);

    private final Cluster cluster;
    private final Map<String, Followed<?>> followed = new LinkedHashMap<>();
    private final Pace pace;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::follow, "index-follower");
    private volatile Progress progress;

    private Follower(
            Cluster cluster, Registry registry, Map<String, LiveIndex<?>> indices, Pace pace) {
        this.cluster = cluster;
        this.pace = pace;
        indices.forEach(
                (topic, index) -> followed.put(topic, new Followed<>(topic, index, registry)));
        this.progress = Progress.none(followed.size());
    }

    /**
     * Starts to follow.
     *
     * @param indices by topic; they are closed with the follower
     */
    public static Follower start(
            Cluster cluster, Registry registry, Map<String, LiveIndex<?>> indices) {
        return start(cluster, registry, indices, Pace.USUAL);
    }

    static Follower start(
            Cluster cluster, Registry registry, Map<String, LiveIndex<?>> indices, Pace pace) {
        var follower = new Follower(cluster, registry, indices, pace);
        follower.thread.start();
        return follower;
    }

    /** True if all that stood on the topics when they last answered can be found. */
    public boolean isCaughtUp() {
        return progress.isCaughtUp();
    }

    /** Records not yet indexed, by topic; a topic is missing until that is known. */
    public Map<String, Long> lag() {
        return progress.lag();
    }

    /** Records that nobody can read, since the start, by topic. */
    public Map<String, Long> broken() {
        return followed.values().stream()
                .collect(Collectors.toMap(Followed::topic, Followed::broken));
    }

    /** What following waits for; null if for nothing. */
    public @Nullable String fault() {
        return progress.fault();
    }

    /** Ends with a commit of all that has been read. */
    @Override
    public void close() {
        stop.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                // the indices are closed by their thread; it sees the latch within one poll
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try {
            while (stop.getCount() > 0) {
                followOnce();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            progress = progress.failing("following has ended");
            followed.values().forEach(Follower::finish);
        }
    }

    private void followOnce() throws InterruptedException {
        try (var session =
                new Session(cluster, followed, pace, InstantSource.system(), new OwnSignals())) {
            session.run();
        } catch (KafkaException e) {
            fail(e);
        } catch (IOException | RuntimeException e) {
            fail(e);
            recover();
        }
    }

    private void fail(Exception e) throws InterruptedException {
        var refusal = Refusals.ofCluster(cluster.bootstrapServers()).words(e);
        var reason = refusal.orElse(e.getMessage() == null ? e.toString() : e.getMessage());
        if (!reason.equals(progress.fault())) {
            var told = log.atWarn().addKeyValue("reason", reason);
            (refusal.isPresent() ? told : told.setCause(e)).log("indices do not follow");
        }
        progress = progress.failing(reason);
        pause(pace.retry());
    }

    private void recover() {
        for (var one : followed.values()) {
            try {
                one.recover();
            } catch (IOException | RuntimeException e) {
                log.atWarn()
                        .addKeyValue("topic", one.topic())
                        .setCause(e)
                        .log("index not reopened");
            }
        }
    }

    private static void finish(Followed<?> one) {
        try {
            one.commit(true);
        } catch (IOException | RuntimeException e) {
            log.atWarn().addKeyValue("topic", one.topic()).setCause(e).log("last commit failed");
        }
        try {
            one.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pause(Duration time) throws InterruptedException {
        var _ = stop.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private final class OwnSignals implements Session.Signals {
        @Override
        public boolean isStopping() {
            return stop.getCount() == 0;
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
            Follower.this.pause(time);
        }

        @Override
        public void lag(Map<String, Long> lag) {
            progress = progress.with(lag);
        }

        @Override
        public void fault(String reason) {
            progress = progress.failing(reason);
        }
    }
}
