package io.groundstream.local.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.groundstream.operations.kafka.ImagePublisher;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.catalog.TopicSpec;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Files and references to the images topic; the path or URI is the imageId. */
@Command(
        name = "publish",
        description = "Publish pictures: files as inline images, URIs as references.",
        mixinStandardHelpOptions = true)
public final class PublishCommand implements Callable<Integer> {
    private static final int AT_ONCE = 64;

    @Parameters(arity = "1..*", paramLabel = "PATH|URI", description = "pictures")
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

    private int failures;

    @Override
    public Integer call() throws IOException {
        var where = cluster.cluster();
        var progress = new ProgressBar(pictures.size(), !json);
        try (var registry = where.registry();
                var publisher = new ImagePublisher(where, registry)) {
            for (int from = 0; from < pictures.size(); from += AT_ONCE) {
                int to = Math.min(from + AT_ONCE, pictures.size());
                publish(publisher, pictures.subList(from, to));
                progress.accept(to);
            }
        }
        return failures == 0 ? 0 : 1;
    }

    private void publish(ImagePublisher publisher, List<String> group) {
        var sent = new ArrayList<CompletableFuture<?>>();
        for (var picture : group) {
            try {
                sent.add(publisher.publish(event(picture)));
            } catch (IOException e) {
                sent.add(CompletableFuture.failedFuture(e));
            }
        }
        for (int i = 0; i < group.size(); i++) {
            try {
                sent.get(i).join();
                if (json) {
                    var node = JsonNodeFactory.instance.objectNode().put("imageId", group.get(i));
                    System.out.println(node);
                }
            } catch (CompletionException e) {
                failed(group.get(i), String.valueOf(e.getMessage()));
            }
        }
    }

    private ImageEvent event(String picture) throws IOException {
        return ImageEvent.newBuilder()
                .setImageId(picture)
                .setContent(content(picture))
                .setTasks(task.tasks())
                .setLane(lane)
                .setSubmittedAt(Instant.now())
                .build();
    }

    private static Object content(String picture) throws IOException {
        if (picture.matches("[a-z][a-z0-9+.-]+://.*")) {
            return ImageReference.newBuilder().setUri(picture).build();
        }
        var path = Path.of(picture);
        long size = Files.size(path);
        if (size > TopicSpec.MAX_INLINE_BYTES) {
            throw new IOException(
                    size
                            + " bytes, at most "
                            + TopicSpec.MAX_INLINE_BYTES
                            + " travel inline (records: "
                            + TopicSpec.MAX_RECORD_BYTES
                            + "); publish a URI instead");
        }
        return new InlineImage(ByteBuffer.wrap(Files.readAllBytes(path)));
    }

    private void failed(String picture, String message) {
        failures++;
        var node = JsonNodeFactory.instance.objectNode().put("path", picture);
        node.putObject("error").put("code", "FETCH").put("message", message);
        System.out.println(json ? node : picture + "  " + message);
    }
}
