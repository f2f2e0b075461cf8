package io.groundstream.local.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.local.Home;
import io.groundstream.local.doctor.Doctor;
import io.groundstream.local.doctor.Finding;
import io.groundstream.local.doctor.Finding.Result;
import io.groundstream.local.doctor.Needs;
import io.groundstream.local.doctor.UpPort;
import io.groundstream.local.doctor.UpPort.Service;
import io.groundstream.local.terminal.Out;
import io.groundstream.local.terminal.Style;
import io.groundstream.local.terminal.Styled;
import io.groundstream.local.terminal.Terminal;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.runner.generate.CudaSettings;
import io.groundstream.runner.generate.Device;
import io.groundstream.runner.generate.Provider;
import io.groundstream.schemas.catalog.Role;
import io.groundstream.schemas.service.Settings;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** What is there, what is missing, and what to do about it. */
@Command(
        name = "doctor",
        description =
                "Look for what keeps groundstream from running, and say what to do about it: JDK,"
                        + " memory, disk, ports, model, provider, broker, share groups, topics,"
                        + " registry, schemas. Exit code 1 if anything is wrong.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream doctor",
            "  groundstream doctor --bootstrap-servers kafka:9092 --config client.properties",
            "  groundstream doctor --config runner.properties --provider cuda --json",
            "  groundstream doctor --config runner.properties --role runner"
        })
public final class DoctorCommand implements Callable<Integer> {
    private static final int INDENT = 22;

    @Mixin private ClusterOptions cluster;

    @Option(
            names = "--model",
            description = "model bundle (default: model.bundle in --config, or the embedded model)")
    private @Nullable Path model;

    @Option(
            names = "--provider",
            description =
                    "what must run the model: ${COMPLETION-CANDIDATES} (default: model.provider in"
                            + " --config, or AUTO)")
    private @Nullable Provider provider;

    @Option(
            names = "--role",
            description =
                    "look as the user of this service, with its --config, at what it is allowed"
                            + " and no more: ${COMPLETION-CANDIDATES}")
    private @Nullable Role role;

    @Option(
            names = "--broker-port",
            description = "port that `up` is to have for the broker (default: 9092)")
    private @Nullable Integer brokerPort;

    @Option(
            names = "--registry-port",
            description = "port that `up` is to have for the registry (default: 8081)")
    private @Nullable Integer registryPort;

    @Option(
            names = "--console-port",
            description = "port that `up` is to have for the console (default: 8080)")
    private @Nullable Integer consolePort;

    @Option(names = "--json", description = "one object a line: check, ok, result, found, remedy")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        // what its clients complain of is said as a finding
        System.setProperty("groundstream.kafka.log.level", "OFF");
        var settings = cluster.settings();
        var where = cluster.cluster(settings);
        var needs = needs(settings);
        settings.checkWhatWasRead();
        boolean well = new Doctor(this::tell).examine(needs, ports(where), where);
        return well ? 0 : 1;
    }

    private Needs needs(Settings settings) {
        var bundle = settings.text("model.bundle", "");
        var configured = settings.choice("model.provider", Provider.AUTO);
        return new Needs(
                () -> bundle(bundle),
                new Device(provider == null ? configured : provider, CudaSettings.from(settings)),
                Path.of(settings.text("state.dir", System.getProperty("java.io.tmpdir", ""))),
                (long) settings.integer("state.memory-mib", 256, 16, 1 << 20) << 20,
                settings.duration("max-in-flight.bulk", Duration.ofHours(24)),
                role);
    }

    private Path bundle(String configured) {
        if (model != null) {
            return model;
        }
        return configured.isEmpty() ? Home.find().model() : Path.of(configured);
    }

    /** Whoever has a cluster of their own does not need the ports of the local one. */
    private List<UpPort> ports(Cluster where) {
        boolean ofUp = ClusterOptions.isOfUp(where);
        var ports = new ArrayList<UpPort>();
        if (ofUp || brokerPort != null) {
            int port = brokerPort == null ? 9092 : brokerPort;
            ports.add(new UpPort(Service.BROKER, port, "--broker-port"));
        }
        if (ofUp || registryPort != null) {
            int port = registryPort == null ? 8081 : registryPort;
            ports.add(new UpPort(Service.REGISTRY, port, "--registry-port"));
        }
        if (ofUp || consolePort != null) {
            int port = consolePort == null ? 8080 : consolePort;
            ports.add(new UpPort(Service.CONSOLE, port, "--console-port"));
        }
        return ports;
    }

    private void tell(Finding finding) {
        if (json) {
            Out.line(object(finding));
        } else {
            var line = new Styled();
            line.add(style(finding.result()), "%-8s".formatted(word(finding.result())));
            line.add("%-13s ".formatted(finding.check()) + finding.found());
            if (!finding.remedy().isEmpty()) {
                line.add(" → ").add(Style.BOLD, finding.remedy());
            }
            Out.styled(line, Terminal.find(), INDENT);
        }
    }

    private static ObjectNode object(Finding finding) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("check", finding.check())
                .put("ok", finding.result() == Result.OK)
                .put("result", finding.result().name())
                .put("found", finding.found())
                .put("remedy", finding.remedy());
    }

    private static String word(Result result) {
        return switch (result) {
            case OK -> "ok";
            case FAULT -> "FAULT";
            case SKIPPED -> "skipped";
        };
    }

    private static Style style(Result result) {
        return switch (result) {
            case OK -> Style.GREEN;
            case FAULT -> Style.RED;
            case SKIPPED -> Style.DIM;
        };
    }
}
