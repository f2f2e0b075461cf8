package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;

import io.groundstream.backing.FreePorts;
import io.groundstream.backing.RealBroker;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.catalog.Topics;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.FeatureUpdate.UpgradeType;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Each fault that the doctor must find, planted in the real thing. */
@ExtendWith(Backing.Lent.class)
class DoctorIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Home HOME = new Home(Path.of("../..").toAbsolutePath().normalize());

    @TempDir Path folder;

    private final Backing backing;

    DoctorIT(Backing backing) {
        this.backing = backing;
    }

    private record Diagnosis(int exitCode, List<JsonNode> findings) {
        List<JsonNode> of(String check) {
            return findings.stream().filter(f -> f.path("check").asText().equals(check)).toList();
        }

        /** Fails unless there is a fault with these words in it and this in its remedy. */
        void hasFault(String check, String remedy, String... words) {
            assertThat(exitCode).isEqualTo(1);
            assertThat(of(check))
                    .anySatisfy(
                            finding -> {
                                assertThat(finding.path("result").asText()).isEqualTo("FAULT");
                                assertThat(finding.path("found").asText()).contains(words);
                                assertThat(finding.path("remedy").asText()).contains(remedy);
                            });
        }

        void isWell(String check) {
            assertThat(of(check))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.path("ok").asBoolean()).isTrue());
        }
    }

    @Test
    void findsNothingWhereAllIsWell() throws Exception {
        var cluster = backing.prepared("well.");
        var model = "model.bundle=" + HOME.model();

        var diagnosis = examine(Backing.config(folder, cluster, model));

        assertThat(diagnosis.findings())
                .allMatch(finding -> finding.path("result").asText().equals("OK"));
        assertThat(diagnosis.findings())
                .extracting(finding -> finding.path("check").asText())
                .containsExactly(
                        "jdk",
                        "memory",
                        "disk",
                        "model",
                        "provider",
                        "broker",
                        "share-groups",
                        "topics",
                        "group",
                        "registry",
                        "schemas");
        assertThat(diagnosis.exitCode()).isZero();
    }

    @Test
    void findsAClusterThatWasNeverPrepared() throws Exception {
        var diagnosis = examine(Backing.config(folder, backing.cluster("never.")));

        diagnosis.isWell("broker");
        diagnosis.hasFault("topics", "groundstream prepare", "none of ours");
        diagnosis.isWell("registry");
        diagnosis.hasFault("schemas", "groundstream prepare", "never.images-value");
    }

    @Test
    void findsATopicThatIsMissingAndPartitionsThatDoNotMeet() throws Exception {
        var topics = new Topics("parts.");
        try (var admin = backing.cluster("parts.").admin()) {
            admin.createTopics(List.of(new NewTopic(topics.answers(), 3, (short) 1))).all().get();
            var cluster = backing.prepared("parts.");
            admin.deleteTopics(List.of(topics.claims())).all().get();
            await(() -> !admin.listTopics().names().get().contains(topics.claims()));

            var diagnosis = examine(Backing.config(folder, cluster));

            diagnosis.hasFault("topics", "groundstream prepare", "missing: parts.claims");
            diagnosis.hasFault(
                    "topics", "--partitions 6", "parts.images has 6", "parts.answers has 3");
            assertThat(diagnosis.of("topics")).hasSize(2);
        }
    }

    @Test
    void findsTopicsAndAGroupThatAreMisconfigured() throws Exception {
        var cluster = backing.prepared("wrong.");
        var topics = cluster.topics();
        try (var admin = cluster.admin()) {
            set(admin, topic(topics.images()), "cleanup.policy", "delete");
            set(admin, topic(topics.annotations()), "max.message.bytes", "1000000");
            set(admin, topic(topics.inferenceRequests(Lane.BULK)), "retention.ms", "3600000");
            set(admin, group(topics.runnerGroup()), "share.auto.offset.reset", "latest");
            set(admin, group(topics.runnerGroup()), "share.delivery.count.limit", "2");
        }

        var diagnosis = examine(Backing.config(folder, cluster));

        diagnosis.hasFault("topics", "prepare", "wrong.images", "cleanup.policy is delete");
        diagnosis.hasFault("topics", "prepare", "wrong.annotations", "max.message.bytes");
        diagnosis.hasFault("topics", "max-in-flight.bulk", "inference-requests-bulk", "retention");
        assertThat(diagnosis.of("topics")).hasSize(3);
        diagnosis.hasFault("group", "prepare", "share.auto.offset.reset is latest");
        diagnosis.hasFault("group", "prepare", "share.delivery.count.limit is 2, wanted 3");
    }

    @Test
    void findsWrongCredentialsAndABrokerWithoutShareGroups() throws Exception {
        try (var broker = RealBroker.start(secured())) {
            var right = secured(broker, "right");
            try (var admin = right.admin()) {
                switchShareGroupsOff(admin);

                var diagnosis = examine(Backing.config(folder, right));

                diagnosis.isWell("broker");
                diagnosis.hasFault("share-groups", "share.version=1", "switched off");
            }

            var diagnosis = examine(Backing.config(folder, secured(broker, "wrong")));

            diagnosis.hasFault("broker", "kafka.sasl.jaas.config", "refuses our name or password");
            assertThat(diagnosis.of("topics").getFirst().path("result").asText())
                    .isEqualTo("SKIPPED");
        }
    }

    @Test
    void findsWrongCredentialsOfTheRegistry() throws Exception {
        var guard = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        var basic = "Basic " + Base64.getEncoder().encodeToString("me:right".getBytes(UTF_8));
        guard.createContext(
                "/",
                exchange -> {
                    var given = exchange.getRequestHeaders().getFirst("Authorization");
                    var body = (basic.equals(given) ? "[]" : "{}").getBytes(UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(basic.equals(given) ? 200 : 401, body.length);
                    try (var out = exchange.getResponseBody()) {
                        out.write(body);
                    }
                });
        guard.start();
        try {
            var there = backing.cluster("well.");
            var url = "http://127.0.0.1:" + guard.getAddress().getPort();
            var cluster = new Cluster(there.kafka(), url, Map.of(), there.topics());
            var source = "registry.basic.auth.credentials.source=USER_INFO";
            var user = "registry.basic.auth.user.info=me:";

            examine(Backing.config(folder, cluster, source, user + "wrong"))
                    .hasFault("registry", "basic.auth.user.info", "refuses our credentials");
            examine(Backing.config(folder, cluster, source, user + "right")).isWell("registry");
        } finally {
            guard.stop(0);
        }
    }

    @Test
    void findsATakenPortAndKnowsABrokerAndARegistryThere() throws Exception {
        var there = backing.cluster("ports.");
        var broker = there.bootstrapServers().replaceFirst(".*:", "");
        var registry = there.registryUrl().replaceFirst(".*:(\\d+)/.*", "$1");
        var config = Backing.config(folder, there);
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());

            var wrong = examine(config, "--broker-port", port, "--registry-port", registry);
            var right = examine(config, "--broker-port", broker, "--registry-port", "0");

            wrong.hasFault("port " + port, "--broker-port 0", "taken by something else");
            wrong.isWell("port " + registry);
            right.isWell("port " + broker);
        }
    }

    @Test
    void findsABundleWhoseFilesAreMissing() throws Exception {
        Files.copy(HOME.model().resolve("model.json"), folder.resolve("model.json"));
        var config = Backing.config(folder, backing.cluster("never."));

        var diagnosis = examine(config, "--model", folder.toString());

        diagnosis.hasFault("model", "model import", "generate.onnx is missing", "tokenizer.json");
        assertThat(diagnosis.of("provider").getFirst().path("result").asText())
                .isEqualTo("SKIPPED");
    }

    @Test
    void findsThatThereIsNoGpuWhereOneIsAskedFor() throws Exception {
        var cluster = backing.cluster("never.");
        var model = HOME.model().toString();
        var asked = Backing.config(folder, cluster, "model.provider=cuda");

        examine(asked, "--model", model).hasFault("provider", "onnxruntime_gpu", "CUDA");
        examine(asked, "--model", model, "--provider", "cpu").isWell("provider");
    }

    @Test
    void findsABundleWithAnotherFileThanItsManifestSays() throws Exception {
        for (var file : HOME.model().toFile().listFiles()) {
            var name = file.getName();
            if (name.equals("tokenizer.json")) {
                Files.writeString(folder.resolve(name), Files.readString(file.toPath()) + " ");
            } else {
                Files.createSymbolicLink(folder.resolve(name), file.toPath());
            }
        }
        var config = Backing.config(folder, backing.cluster("never."));

        examine(config, "--model", folder.toString())
                .hasFault("model", "model import", "tokenizer.json");
    }

    @Test
    void findsThatNobodyAnswers() throws Exception {
        var port = FreePorts.next();
        var kafka = Map.of("bootstrap.servers", "127.0.0.1:" + port);
        var nowhere = new Cluster(kafka, "http://127.0.0.1:" + port, Map.of(), new Topics(""));

        var diagnosis = examine(Backing.config(folder, nowhere));

        diagnosis.hasFault("broker", "--bootstrap-servers", "nothing that speaks Kafka answers");
        diagnosis.hasFault("registry", "--registry", "cannot be asked");
    }

    @Test
    void findsAStateFolderThatCannotBeMade() throws Exception {
        var file = Files.createFile(folder.resolve("file"));
        var cluster = backing.cluster("never.");

        examine(Backing.config(folder, cluster, "state.dir=" + file.resolve("state")))
                .hasFault("disk", "state.dir", "takes no files");
    }

    /** Without a model, unless the caller names one: to open one takes a second. */
    private Diagnosis examine(String config, String... more) throws Exception {
        var arguments = new ArrayList<>(List.of("doctor", "--json", "--config", config));
        arguments.addAll(List.of(more));
        if (!arguments.contains("--model")
                && !Files.readString(Path.of(config)).contains("model.bundle")) {
            arguments.addAll(List.of("--model", folder.resolve("no-model").toString()));
        }
        var printed = Keyboard.type(arguments.toArray(String[]::new));
        var findings = new ArrayList<JsonNode>();
        for (var line : printed.lines()) {
            // the tests' log goes to standard output too
            if (line.startsWith("{")) {
                findings.add(JSON.readTree(line));
            }
        }
        assertThat(findings).as(printed.err()).isNotEmpty();
        return new Diagnosis(printed.exitCode(), findings);
    }

    /** The listener of every broker here is called PLAINTEXT; this one asks for a password. */
    private static Map<String, String> secured() {
        var module = "org.apache.kafka.common.security.plain.PlainLoginModule required ";
        return Map.of(
                "listener.security.protocol.map", "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name", "PLAINTEXT",
                "sasl.mechanism.inter.broker.protocol", "PLAIN",
                "sasl.enabled.mechanisms", "PLAIN",
                "listener.name.plaintext.plain.sasl.jaas.config",
                        module + "username=\"me\" password=\"right\" user_me=\"right\";");
    }

    private Cluster secured(RealBroker broker, String password) {
        var kafka = new HashMap<String, String>();
        kafka.put("bootstrap.servers", broker.bootstrapServers());
        kafka.put("security.protocol", "SASL_PLAINTEXT");
        kafka.put("sasl.mechanism", "PLAIN");
        kafka.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"me\""
                        + " password=\""
                        + password
                        + "\";");
        return new Cluster(kafka, "http://127.0.0.1:1", Map.of(), new Topics("secured."));
    }

    private static void switchShareGroupsOff(Admin admin) throws Exception {
        var off = new FeatureUpdate((short) 0, UpgradeType.SAFE_DOWNGRADE);
        admin.updateFeatures(Map.of("share.version", off), new UpdateFeaturesOptions()).all().get();
        await(
                () ->
                        !admin.describeFeatures()
                                .featureMetadata()
                                .get()
                                .finalizedFeatures()
                                .containsKey("share.version"));
    }

    private static ConfigResource topic(String name) {
        return new ConfigResource(ConfigResource.Type.TOPIC, name);
    }

    private static ConfigResource group(String name) {
        return new ConfigResource(ConfigResource.Type.GROUP, name);
    }

    private static void set(Admin admin, ConfigResource resource, String key, String value)
            throws Exception {
        var op = new AlterConfigOp(new ConfigEntry(key, value), OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(op))).all().get();
        await(
                () ->
                        admin.describeConfigs(List.of(resource))
                                .all()
                                .get()
                                .get(resource)
                                .get(key)
                                .value()
                                .equals(value));
    }

    /** The broker hears of changes from its controller. */
    private static void await(Callable<Boolean> condition) throws Exception {
        var giveUp = Instant.now().plusSeconds(30);
        while (!condition.call()) {
            assertThat(Instant.now()).as("patience").isBefore(giveUp);
        }
    }
}
