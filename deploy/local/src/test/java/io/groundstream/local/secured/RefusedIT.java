package io.groundstream.local.secured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.backing.Acls;
import io.groundstream.console.ConsoleConfig;
import io.groundstream.console.ConsoleService;
import io.groundstream.local.Home;
import io.groundstream.local.Keyboard;
import io.groundstream.local.Keyboard.Printed;
import io.groundstream.runner.service.RunnerMain;
import io.groundstream.schemas.catalog.Role;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.PlainTalk;
import io.groundstream.schemas.service.Settings;
import io.groundstream.topology.TopologyConfig;
import io.groundstream.topology.TopologyService;

import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Whatever refuses them, services, commands and doctor say so in one line, with what to do. */
@ExtendWith(Secured.Lent.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RefusedIT {
    private static final String PREFIX = "refused.";
    private static final Home HOME = new Home(Path.of("../..").toAbsolutePath().normalize());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PAUSE = Duration.ofMillis(50);

    @TempDir Path folder;

    private final Secured secured;

    RefusedIT(Secured secured) {
        this.secured = secured;
    }

    @BeforeEach
    void prepare() throws Exception {
        secured.prepare(PREFIX);
        secured.allow(PREFIX, "topology", "runner", "console", "publisher", "operator");
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aTopologyDoesNotStart(Fault fault) {
        var settings = fault.in(secured, "topology", PREFIX);
        settings.put("state.dir", folder.resolve("state").toString());
        settings.put("registry.patience", "100ms");
        var config = TopologyConfig.from(Settings.of(settings));

        assertThatThrownBy(() -> TopologyService.start(config).close())
                .isInstanceOf(ConfigException.class)
                .satisfies(e -> isOneLine(e.getMessage(), fault));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aRunnerDoesNotStart(Fault fault) throws Exception {
        var settings = fault.in(secured, "runner", PREFIX);
        settings.put("model.bundle", HOME.model().toString());

        isOneLine(lastWordsOfARunner(settings), fault);
    }

    @ParameterizedTest
    @EnumSource(names = {"WRONG_PASSWORD", "UNKNOWN_AUTHORITY"})
    void aConsoleWaitsAndSaysWhy(Fault fault) throws Exception {
        try (var console = console(fault.in(secured, "console", PREFIX))) {
            var giveUp = Instant.now().plus(Duration.ofMinutes(1));
            while (console.reason().isEmpty()) {
                assertThat(Instant.now()).isBefore(giveUp);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            assertThat(console.isReady()).isFalse();
            isOneLine(console.reason(), fault);
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aCommandSaysIt(Fault fault) throws Exception {
        var picture = Files.write(folder.resolve("picture.png"), new byte[] {1});

        var printed =
                Keyboard.type(
                        "publish",
                        picture.toString(),
                        "--config",
                        write(fault.in(secured, "publisher", PREFIX)));

        assertThat(printed.exitCode()).isNotZero();
        assertThat(printed.err().lines().toList()).hasSize(1);
        isOneLine(printed.err().strip(), fault);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void theDoctorFindsIt(Fault fault) throws Exception {
        var findings = findings(doctor(fault.in(secured, "operator", PREFIX)));

        assertThat(findings)
                .filteredOn(finding -> finding.path("result").asText().equals("FAULT"))
                .filteredOn(finding -> !finding.path("check").asText().equals("model"))
                .singleElement()
                .satisfies(
                        finding -> {
                            var check = fault.isOfRegistry() ? "registry" : "broker";
                            assertThat(finding.path("check").asText()).isEqualTo(check);
                            assertThat(finding.path("found").asText()).contains(fault.what);
                            assertThat(finding.path("remedy").asText()).isNotBlank();
                        });
    }

    @Test
    void aBrokerThatWantsTlsIsKnownEachTime() {
        var plain = new HashMap<String, Object>(secured.broker.client("runner"));
        plain.put("security.protocol", "SASL_PLAINTEXT");

        assertThat(IntStream.range(0, 500).filter(_ -> !PlainTalk.meetsTls(plain)).count())
                .isZero();
    }

    @Test
    void aCertificateThatHasExpiredIsToldByEverybody() throws Exception {
        var good = secured.broker.certificates().server();
        secured.broker.restart(secured.broker.certificates().expired());
        try {
            var topology = TopologyConfig.from(Settings.of(settings("topology")));
            var expired = "the certificate of the cluster at %s has expired: have it renewed there";
            var words = expired.formatted(secured.broker.bootstrapServers());
            assertThatThrownBy(() -> TopologyService.start(topology).close()).hasMessage(words);
            var runner = new HashMap<>(settings("runner"));
            runner.put("model.bundle", HOME.model().toString());
            assertThat(lastWordsOfARunner(runner)).endsWith(words);
            assertThat(findings(doctor(settings("operator"))))
                    .anyMatch(finding -> finding.path("found").asText().contains("has expired"));
            try (var console = console(settings("console"))) {
                secured.broker.restart(good);
                var giveUp = Instant.now().plus(Duration.ofMinutes(1));
                while (!console.isReady()) {
                    assertThat(Instant.now()).isBefore(giveUp);
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        } finally {
            secured.broker.restart(good);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TOPOLOGY", "RUNNER", "CONSOLE", "PUBLISHER"})
    void theDoctorKnowsWhatAServiceMayNot(Role role) throws Exception {
        var user = role.toString();
        var write =
                Acls.of(user, PREFIX).stream()
                        .filter(acl -> acl.entry().operation() == AclOperation.WRITE)
                        .toList();
        assertThat(permissions(doctor(settings(user), "--role", user))).startsWith("OK all that");

        Acls.revoke(secured.broker.admin(), write);

        assertThat(permissions(doctor(settings(user), "--role", user)))
                .startsWith("FAULT this user may not Write on topic refused.")
                .endsWith("add the ACLs that docs/security.md lists for the " + user);
    }

    private String lastWordsOfARunner(Map<String, String> settings) throws Exception {
        var said = new ByteArrayOutputStream();
        var standardErr = System.err;
        try (var err = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setErr(err);
            var arguments = new String[] {"--config", write(settings)};
            assertThat(RunnerMain.run(arguments, UnaryOperator.identity())).isIn(1, 2);
        } finally {
            System.setErr(standardErr);
        }
        return said.toString(StandardCharsets.UTF_8).lines().toList().getLast();
    }

    private Printed doctor(Map<String, String> settings, String... more) throws IOException {
        var arguments = new ArrayList<>(List.of("doctor", "--json", "--config", write(settings)));
        // to open a model takes a second, and is not what is looked at
        arguments.addAll(List.of("--model", folder.resolve("none").toString()));
        arguments.addAll(List.of(more));
        return Keyboard.type(arguments.toArray(String[]::new));
    }

    private static List<JsonNode> findings(Printed printed) throws IOException {
        for (var secret : Secrets.ALL) {
            assertThat(printed.out() + printed.err()).doesNotContain(secret);
        }
        assertThat(printed.out() + printed.err()).doesNotContain(Fault.WRONG);
        var findings = new ArrayList<JsonNode>();
        for (var line : printed.lines()) {
            // the tests' log goes to standard output too
            if (line.startsWith("{")) {
                findings.add(JSON.readTree(line));
            }
        }
        return findings;
    }

    private static String permissions(Printed printed) throws IOException {
        return findings(printed).stream()
                .filter(finding -> finding.path("check").asText().equals("permissions"))
                .map(
                        finding ->
                                finding.path("result").asText()
                                        + " "
                                        + finding.path("found").asText()
                                        + " "
                                        + finding.path("remedy").asText())
                .map(String::strip)
                .findFirst()
                .orElseThrow();
    }

    private ConsoleService console(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("index.dir", folder.resolve("index").toString());
        all.put("http.port", "0");
        return ConsoleService.start(ConsoleConfig.from(Settings.of(all)));
    }

    private Map<String, String> settings(String user) {
        var settings = new HashMap<>(secured.settings(user, PREFIX));
        if (user.equals("topology")) {
            settings.put("state.dir", folder.resolve("state").toString());
        }
        return settings;
    }

    private String write(Map<String, String> settings) throws IOException {
        var lines = settings.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
        return Files.write(Files.createTempFile(folder, "some", ".properties"), lines).toString();
    }

    private static void isOneLine(String words, Fault fault) {
        assertThat(words).contains(fault.what, fault.remedy).doesNotContain("\n", Fault.WRONG);
        assertThat(Secrets.ALL).noneMatch(words::contains);
    }
}
