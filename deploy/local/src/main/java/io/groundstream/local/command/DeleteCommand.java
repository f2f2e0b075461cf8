package io.groundstream.local.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.groundstream.local.terminal.Out;
import io.groundstream.operations.kafka.ImagePublisher;

import org.apache.kafka.clients.producer.RecordMetadata;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The publisher's way to take images back. Done when the broker has each deletion for good. */
@Command(
        name = "delete",
        description =
                "Delete images: what was made of them is taken back, what is under way is dropped.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream delete scenes/1.png scenes/2.png",
            "  groundstream delete --json @list-of-images.txt"
        })
public final class DeleteCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "IMAGE_ID",
            description = "images; @FILE takes them from a file, one a line")
    private List<String> imageIds;

    @Mixin private ClusterOptions cluster;

    @Option(names = "--json", description = "one object a line")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        var where = cluster.cluster();
        Reachable.require(where, where.topics().images());
        try (var registry = where.registry();
                var publisher = new ImagePublisher(where, registry)) {
            var sent = new LinkedHashMap<String, CompletableFuture<RecordMetadata>>();
            for (var imageId : imageIds) {
                sent.computeIfAbsent(imageId, publisher::delete);
            }
            for (var deletion : sent.entrySet()) {
                tell(deletion.getKey(), deletion.getValue().get());
            }
        }
        return 0;
    }

    private void tell(String imageId, RecordMetadata place) {
        if (!json) {
            Out.line(imageId + "  deleted");
            return;
        }
        var object = JsonNodeFactory.instance.objectNode().put("imageId", imageId);
        object.putObject("version")
                .put("partition", place.partition())
                .put("offset", place.offset());
        Out.line(object.toString());
    }
}
