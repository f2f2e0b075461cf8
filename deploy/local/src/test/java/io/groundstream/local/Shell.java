package io.groundstream.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.operations.kafka.Cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Types commands for a cluster, in this process or in one of their own. */
final class Shell {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cluster cluster;

    /** What a command came to: its exit code, and the objects that it printed. */
    record Ran(int exitCode, List<JsonNode> objects) {
        List<String> imageIds() {
            return values("imageId");
        }

        List<String> values(String field) {
            return objects.stream().map(object -> object.path(field).asText()).toList();
        }
    }

    Shell(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Runs it to its end. */
    Ran run(String... arguments) throws IOException {
        var printed = new ByteArrayOutputStream();
        var out = System.out;
        int exitCode;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            exitCode = Groundstream.commandLine().execute(complete(arguments));
        } finally {
            System.setOut(out);
        }
        var objects = new ArrayList<JsonNode>();
        for (var line : printed.toString(StandardCharsets.UTF_8).lines().toList()) {
            objects.add(JSON.readTree(line));
        }
        return new Ran(exitCode, objects);
    }

    /** Starts it; whoever reads its output holds it up by not reading. */
    Process start(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
        command.add(Groundstream.class.getName());
        command.addAll(List.of(complete(arguments)));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private String[] complete(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--json", "--bootstrap-servers", cluster.bootstrapServers()));
        all.addAll(List.of("--registry", cluster.registryUrl()));
        return all.toArray(String[]::new);
    }
}
