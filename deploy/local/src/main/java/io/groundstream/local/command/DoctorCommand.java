package io.groundstream.local.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.groundstream.local.Home;
import io.groundstream.runner.annotate.Annotator;
import io.groundstream.runner.annotate.AnnotatorSettings;

import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/** What is there, what is missing, and what to do about it. */
@Command(
        name = "doctor",
        description = "Check JDK, model, provider, broker and registry.",
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
    private static final int JDK = 25;

    @Mixin private ClusterOptions cluster;

    @Option(names = "--model", description = "model bundle (default: the embedded model)")
    private @Nullable Path model;

    @Option(names = "--json", description = "one object a line")
    private boolean json;

    private boolean missing;

    @Override
    public Integer call() {
        check("jdk", "install a JDK " + JDK + " or later", DoctorCommand::jdk);
        check("model", "run `mvn package -DskipTests`, or name a bundle with --model", this::model);
        check("broker", "run `groundstream up`, or set --bootstrap-servers", this::broker);
        check("registry", "run `groundstream up`, or set --registry", this::registry);
        return missing ? 1 : 0;
    }

    private static String jdk() {
        var version = Runtime.version();
        if (version.feature() < JDK) {
            throw new IllegalStateException("this is Java " + version);
        }
        return version + " in " + System.getProperty("java.home");
    }

    private String model() {
        var bundle = model == null ? Home.find().model() : model;
        try (var annotator = Annotator.open(AnnotatorSettings.of(bundle, 1))) {
            var info = annotator.model();
            return "%s %s, %s on %s, %d ms an image"
                    .formatted(
                            info.getName(),
                            info.getRevision(),
                            info.getPrecision(),
                            info.getProvider(),
                            annotator.timeAlone().toMillis());
        }
    }

    private String broker() throws ExecutionException, InterruptedException {
        var where = cluster.cluster();
        try (var admin = where.admin()) {
            var options = new DescribeClusterOptions();
            var nodes = admin.describeCluster(options.timeoutMs(5_000)).nodes().get();
            return nodes.size() + " at " + where.bootstrapServers();
        }
    }

    private String registry() throws Exception {
        var where = cluster.cluster();
        try (var registry = where.registry()) {
            return registry.subjects().size() + " subjects at " + where.registryUrl();
        }
    }

    private void check(String what, String remedy, Check check) {
        try {
            report(what, true, check.find(), "");
        } catch (Exception e) {
            missing = true;
            var cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            report(what, false, String.valueOf(cause.getMessage()), remedy);
        }
    }

    private void report(String what, boolean ok, String found, String remedy) {
        if (json) {
            var node = JsonNodeFactory.instance.objectNode();
            node.put("check", what).put("ok", ok).put("found", found).put("remedy", remedy);
            System.out.println(node);
        } else {
            System.out.printf(
                    "%-7s %-9s %s%s%n",
                    ok ? "ok" : "missing", what, found, remedy.isEmpty() ? "" : " -> " + remedy);
        }
    }

    @FunctionalInterface
    private interface Check {
        String find() throws Exception;
    }
}
