package io.groundstream.runner.service;

import io.groundstream.schemas.catalog.Permissions;
import io.groundstream.schemas.catalog.Role;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.PlainTalk;
import io.groundstream.schemas.service.Refusals;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** The cluster, asked what it allows a runner. */
final class AskedCluster implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Admin admin;
    private final Topics topics;
    private final Refusals refusals;

    AskedCluster(Map<String, Object> config, Topics topics) {
        PlainTalk.require(config);
        this.admin = Admin.create(config);
        this.topics = topics;
        this.refusals = Refusals.ofCluster(String.valueOf(config.get("bootstrap.servers")));
    }

    /**
     * Returns if nothing is missing.
     *
     * @throws ConfigException that names what is refused
     * @throws KafkaException if nobody answers
     */
    void requireAll() throws InterruptedException {
        try {
            Permissions.require(admin, Role.RUNNER, topics, refusals);
        } catch (ExecutionException e) {
            var words = refusals.words(e);
            if (words.isPresent()) {
                throw new ConfigException(words.get());
            }
            throw new KafkaException("the cluster cannot be asked: " + e.getCause(), e);
        }
    }

    /** What is refused now, or why that is not known. */
    Optional<String> refusal() {
        try {
            var missing = Permissions.missing(admin, Role.RUNNER, topics);
            return missing.isEmpty()
                    ? Optional.empty()
                    : Optional.of(refusals.forbidden(Permissions.words(missing)).words());
        } catch (ExecutionException e) {
            return Optional.of(
                    refusals.words(e).orElse("the cluster cannot be asked: " + e.getCause()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.of("the cluster was not asked");
        }
    }

    Refusals refusals() {
        return refusals;
    }

    @Override
    public void close() {
        admin.close(CLOSING);
    }
}
