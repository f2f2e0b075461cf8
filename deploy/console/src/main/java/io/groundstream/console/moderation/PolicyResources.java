package io.groundstream.console.moderation;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.console.request.Bodies;
import io.groundstream.console.request.Outage;
import io.groundstream.console.request.Replies;
import io.groundstream.console.web.Parameters;
import io.groundstream.console.web.Problem;
import io.groundstream.console.web.Resources;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.operations.moderation.Candidate;
import io.groundstream.operations.moderation.PolicyTopic;
import io.groundstream.operations.moderation.PolicyTopic.Entry;
import io.groundstream.operations.moderation.PolicyYaml;
import io.groundstream.operations.moderation.PolicyYaml.Reading;
import io.groundstream.operations.moderation.Replay;
import io.groundstream.operations.moderation.Replay.Difference;
import io.groundstream.operations.moderation.ReplayJson;
import io.groundstream.schemas.avro.ModerationPolicy;
import io.groundstream.schemas.json.PlainJson;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.topology.moderate.Policy;
import io.groundstream.topology.moderate.PolicyFault;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The policy in force, what another one would change, and putting that in force. A replay reads all
 * that was annotated and keeps its verdicts in memory, so that one goes on at a time.
 */
public final class PolicyResources implements Resources {
    private static final int MOST_BYTES = 1 << 20;

    private final PolicyTopic topic;
    private final Function<Policy, Difference> replay;
    private final Semaphore replays = new Semaphore(1);
    // else two of them could choose one revision
    private final ReentrantLock publishing = new ReentrantLock();

    public PolicyResources(Cluster cluster, Registry registry) {
        this(
                new PolicyTopic(cluster, registry),
                policy -> new Replay(cluster, registry).under(policy));
    }

    PolicyResources(PolicyTopic topic, Function<Policy, Difference> replay) {
        this.topic = topic;
        this.replay = replay;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        var _ = routes.get("/api/v1/moderation/policy", Outage.told(this::show));
        var _ = routes.post("/api/v1/moderation/policy", Outage.told(this::publish));
        var _ = routes.post("/api/v1/moderation/replay", Outage.told(this::replay));
    }

    private void show(Context request) {
        var _ = Parameters.of(request);
        var entries = topic.read();
        var policy = PolicyTopic.inForce(entries).map(Entry::policy);
        var answer = Replies.object();
        answer.set("inForce", PlainJson.of(policy.orElse(null)));
        var revisions = answer.putArray("revisions");
        entries.forEach(entry -> revisions.add(revision(entry)));
        answer.put("yaml", policy.map(PolicyYaml::write).orElse(""));
        Replies.send(request, answer);
    }

    private static ObjectNode revision(Entry entry) {
        var node = Replies.object();
        node.put("policyId", entry.key().substring(0, entry.key().indexOf('@')));
        node.put("revision", entry.revision());
        var policy = Optional.ofNullable(entry.policy());
        policy.map(ModerationPolicy::getCreatedAt)
                .filter(created -> created.isAfter(Instant.EPOCH))
                .ifPresent(created -> node.put("createdAt", created.toString()));
        if (!entry.isValid()) {
            node.set("faults", PlainJson.of(PolicyYaml.lines(entry.faults())));
        }
        return node;
    }

    private void publish(Context request) throws IOException, InterruptedException {
        var _ = Parameters.of(request);
        switch (PolicyYaml.read(Bodies.read(request, MOST_BYTES))) {
            case Reading.Good(var policy) -> publish(request, policy);
            case Reading.Bad(var faults) -> refuse(request, faults);
        }
    }

    private void publish(Context request, ModerationPolicy read) throws InterruptedException {
        publishing.lockInterruptibly();
        try {
            var policy = Candidate.of(read, topic.read(), null, "console", Instant.now()).policy();
            topic.put(policy);
            Replies.send(
                    request,
                    Replies.object()
                            .put("policyId", policy.getPolicyId())
                            .put("revision", policy.getRevision()));
        } finally {
            publishing.unlock();
        }
    }

    private void replay(Context request) throws IOException {
        var _ = Parameters.of(request);
        switch (PolicyYaml.read(Bodies.read(request, MOST_BYTES))) {
            case Reading.Good(var policy) -> replay(request, policy);
            case Reading.Bad(var faults) -> refuse(request, faults);
        }
    }

    private void replay(Context request, ModerationPolicy policy) {
        if (!replays.tryAcquire()) {
            throw new Problem(429, "BUSY", "another replay is going on: try again when it is done");
        }
        try {
            Replies.send(request, ReplayJson.of(replay.apply(Policy.of(policy, ""))));
        } finally {
            replays.release();
        }
    }

    private static void refuse(Context request, List<PolicyFault> faults) {
        var answer =
                Replies.object()
                        .put("status", 400)
                        .put("code", "BAD_POLICY")
                        .put("title", "the policy cannot come into force");
        answer.set("faults", PlainJson.of(PolicyYaml.lines(faults)));
        request.status(400).contentType("application/problem+json").result(answer.toString());
    }
}
