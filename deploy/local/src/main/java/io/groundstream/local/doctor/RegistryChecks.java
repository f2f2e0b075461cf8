package io.groundstream.local.doctor;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.catalog.StoreSpec;
import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.serde.RegistryUnavailableException;
import io.groundstream.schemas.serde.UnknownSchemaException;
import io.groundstream.schemas.service.Refusals;

import org.apache.avro.Schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Whether the registry answers, and whether it has our schemas. */
final class RegistryChecks {
    private static final String NAME = "registry";
    private static final String PATIENCE_MS = "5000";
    private static final Set<Integer> REFUSED = Set.of(401, 403);

    private final Findings findings;
    private final Cluster cluster;

    RegistryChecks(Findings findings, Cluster cluster) {
        this.findings = findings;
        this.cluster = cluster;
    }

    void look() throws InterruptedException {
        var settings = new HashMap<>(cluster.registrySettings());
        settings.putIfAbsent("http.connect.timeout.ms", PATIENCE_MS);
        settings.putIfAbsent("http.read.timeout.ms", PATIENCE_MS);
        findings.look(
                NAME,
                "run `groundstream up`, or set --registry to the address of its Confluent API",
                () -> {
                    try (var registry = Registry.connect(cluster.registryUrl(), settings)) {
                        return answer(registry);
                    }
                });
        if (findings.isFaulty(NAME)) {
            findings.skipped("schemas", "no registry to ask");
            return;
        }
        findings.look(
                "schemas",
                "run `groundstream prepare` with the same options",
                () -> {
                    try (var registry = Registry.connect(cluster.registryUrl(), settings)) {
                        return schemas(registry);
                    }
                });
    }

    private String answer(Registry registry) throws FaultException {
        try {
            return registry.subjects().size() + " subjects at " + where();
        } catch (RegistryUnavailableException e) {
            if (e.getCause() instanceof RestClientException rest
                    && REFUSED.contains(rest.getStatus())) {
                throw new FaultException(
                        where() + " refuses our credentials: status " + rest.getStatus(),
                        "mend registry.basic.auth.credentials.source (USER_INFO) and"
                                + " registry.basic.auth.user.info (user:password) in --config");
            }
            var refusal = Refusals.ofRegistry(where()).refusal(e);
            if (refusal.isPresent()) {
                throw new FaultException(refusal.get().fault(), refusal.get().remedy());
            }
            throw e;
        }
    }

    private String where() {
        return Registry.shown(cluster.registryUrl());
    }

    private String schemas(Registry registry) throws FaultException {
        var missing = new ArrayList<String>();
        var wanted = wanted();
        wanted.forEach(
                (subject, schema) -> {
                    try {
                        registry.idOf(subject, schema);
                    } catch (UnknownSchemaException e) {
                        missing.add(subject);
                    }
                });
        if (!missing.isEmpty()) {
            throw new FaultException(
                    "missing, or not in this release's form: " + String.join(", ", missing),
                    "run `groundstream prepare` with the same options: it registers them");
        }
        return wanted.size() + " of this release";
    }

    private Map<String, Schema> wanted() {
        var wanted = new LinkedHashMap<String, Schema>();
        for (var spec : TopicSpec.all(cluster.topics())) {
            wanted.put(Topics.subject(spec.name()), spec.schema());
        }
        for (var store : StoreSpec.all(cluster.topics())) {
            wanted.put(store.subject(), store.schema());
        }
        return wanted;
    }
}
