package io.groundstream.local.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.local.publish.Ending;
import io.groundstream.local.publish.Ending.Failed;
import io.groundstream.local.publish.Ending.Published;
import io.groundstream.local.publish.Publication;
import io.groundstream.local.terminal.Out;
import io.groundstream.operations.kafka.ImagePublisher;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.json.PlainJson;
import io.groundstream.schemas.trace.TraceSettings;
import io.groundstream.schemas.trace.Tracing;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Files and references to the images topic; the path or URI is the imageId. */
@Command(
        name = "publish",
        description = "Publish pictures: files as inline images, URIs as references.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream publish scenes/*.png",
            "  groundstream publish --lane bulk https://host.example/a.jpg s3://bucket/b.png",
            "  groundstream publish --task answer --text \"How many cars are there?\" a.png",
            "  groundstream publish --json @list-of-files.txt"
        })
public final class PublishCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "PATH|URI",
            description = "pictures; @FILE takes them from a file, one a line")
    private List<String> pictures;

    @Mixin private ClusterOptions cluster;
    @Mixin private TaskOptions task;

    @Option(
            names = "--lane",
            defaultValue = "INTERACTIVE",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Lane lane;

    @Option(names = "--json", description = "one object a line")
    private boolean json;

    private final List<Failed> failures = new ArrayList<>();
    private int done;
    private long bytes;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var tasks = task.tasks();
        var settings = cluster.settings();
        var where = cluster.cluster(settings);
        var traces = TraceSettings.from(settings, "publish");
        // a service's own file may be given too
        settings.checkWhatWasRead();
        Reachable.require(where, where.topics().images());
        var progress = new ProgressBar(pictures.size(), !json);
        long start = System.nanoTime();
        try (var registry = where.registry();
                var tracing = Tracing.open(traces);
                var publisher = new ImagePublisher(where, registry, tracing)) {
            new Publication(publisher::publish, tasks, lane, ending -> count(ending, progress))
                    .publish(pictures);
        }
        if (!json) {
            failures.forEach(failed -> Out.tell(failed.picture() + ": " + failed.message()));
            Out.line(summary(Duration.ofNanos(System.nanoTime() - start)));
        }
        return failures.isEmpty() ? 0 : 1;
    }

    private void count(Ending ending, ProgressBar progress) {
        done++;
        switch (ending) {
            case Published published -> bytes += published.bytes();
            case Failed failed -> failures.add(failed);
        }
        if (json) {
            Out.line(object(ending));
        }
        progress.advance(done, bytes);
    }

    private static ObjectNode object(Ending ending) {
        var node = JsonNodeFactory.instance.objectNode();
        switch (ending) {
            case Published(var picture, _, var version) ->
                    node.put("imageId", picture).set("version", PlainJson.of(version));
            case Failed(var picture, var code, var message) ->
                    node.put("path", picture)
                            .putObject("error")
                            .put("code", code)
                            .put("message", message);
        }
        return node;
    }

    private String summary(Duration took) {
        int published = done - failures.size();
        double seconds = took.toMillis() / 1000.0;
        return String.format(
                Locale.ROOT,
                "%s of %d published, %s in %.1f s%s",
                failures.isEmpty() ? "all" : Integer.toString(published),
                done,
                Bytes.words(bytes),
                seconds,
                failures.isEmpty() ? "" : "; " + failures.size() + " failed");
    }
}
