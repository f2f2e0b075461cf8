package io.groundstream.local.doctor;

import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.catalog.Permissions;
import io.groundstream.schemas.catalog.Role;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.service.PlainTalk;
import io.groundstream.schemas.service.Refusals;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.concurrent.ExecutionException;

/** Whether a broker answers, and whether it has share groups. */
final class BrokerChecks implements AutoCloseable {
    static final String NAME = "broker";

    private static final String SHARE_VERSION = "share.version";
    private static final String PATIENCE_MS = "5000";

    private final Findings findings;
    private final Cluster cluster;
    private @Nullable Admin admin;

    BrokerChecks(Findings findings, Cluster cluster) {
        this.findings = findings;
        this.cluster = cluster;
    }

    void look() throws InterruptedException {
        findings.look(NAME, "mend the kafka.* settings in --config", this::broker);
    }

    void lookAtShareGroups() throws InterruptedException {
        findings.look(
                "share-groups",
                "allow this user to describe the cluster",
                () -> shareGroups(connected()));
    }

    void lookAtPermissions(Role role) throws InterruptedException {
        findings.look(
                "permissions",
                "look at the broker's log",
                () -> permissions(connected(), role, cluster.topics()));
    }

    TopicChecks topics(Needs needs) {
        return new TopicChecks(
                findings, connected(), cluster.topics(), needs, !findings.isFaulty("share-groups"));
    }

    private static String permissions(Admin admin, Role role, Topics topics)
            throws ExecutionException, FaultException, InterruptedException {
        var missing = Permissions.missing(admin, role, topics);
        if (!missing.isEmpty()) {
            throw new FaultException(
                    "this user may not " + Permissions.words(missing),
                    "add the ACLs that docs/security.md lists for the " + role);
        }
        return "all that the %s needs".formatted(role);
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close();
        }
    }

    private Admin connected() {
        if (admin == null) {
            var config = new HashMap<String, Object>(cluster.kafka());
            config.put("request.timeout.ms", PATIENCE_MS);
            config.put("default.api.timeout.ms", PATIENCE_MS);
            admin = Admin.create(config);
        }
        return admin;
    }

    private String broker() throws FaultException, InterruptedException {
        var where = cluster.bootstrapServers();
        if (PlainTalk.meetsTls(cluster.kafka())) {
            throw new FaultException(
                    where + " speaks TLS, and we do not",
                    "set kafka.security.protocol to SSL or SASL_SSL in --config");
        }
        try {
            int nodes = connected().describeCluster().nodes().get().size();
            return (nodes == 1 ? "1 node" : nodes + " nodes") + " at " + where;
        } catch (ExecutionException e) {
            throw fault(where, e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            // the client does not even start: a host name, a file or a setting is wrong
            throw new FaultException(
                    Findings.words(e), "mend --bootstrap-servers or the kafka.* settings");
        }
    }

    private static FaultException fault(String where, Throwable cause) {
        var refusal = Refusals.ofCluster(where).refusal(cause);
        if (refusal.isPresent()) {
            return new FaultException(refusal.get().fault(), refusal.get().remedy());
        }
        return switch (cause) {
            case TimeoutException _ ->
                    new FaultException(
                            "nothing that speaks Kafka answers at " + where,
                            "run `groundstream up`, or set --bootstrap-servers; if a broker is"
                                    + " there, look at kafka.security.protocol in --config");
            default -> new FaultException(Findings.words(cause), "look at the broker's log");
        };
    }

    private static String shareGroups(Admin admin)
            throws ExecutionException, FaultException, InterruptedException {
        var features = admin.describeFeatures().featureMetadata().get();
        var supported = features.supportedFeatures().get(SHARE_VERSION);
        if (supported == null || supported.maxVersion() < 1) {
            throw new FaultException(
                    "the broker is too old: it knows no share groups",
                    "upgrade it to Kafka 4.2 or later");
        }
        var finalized = features.finalizedFeatures().get(SHARE_VERSION);
        if (finalized == null || finalized.maxVersionLevel() < 1) {
            throw new FaultException(
                    "share groups are switched off (feature share.version is 0)",
                    "run `kafka-features.sh --bootstrap-server … upgrade --feature"
                            + " share.version=1`, on Kafka 4.2 or later");
        }
        return "share.version " + finalized.maxVersionLevel();
    }
}
