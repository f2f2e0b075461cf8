package io.groundstream.local.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.local.terminal.Out;
import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.grounding.GroundedText;
import io.groundstream.runner.grounding.GroundedText.Box;
import io.groundstream.runner.grounding.GroundedText.Entity;
import io.groundstream.runner.grounding.RawReader;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** What the parser makes of a raw output, a text with tags in it. */
@Command(
        name = "decode",
        description = "Read a model's raw output: its text, phrases, spans and boxes.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  groundstream model decode --raw 'An image of<phrase> a cat</phrase>'"})
final class ModelDecodeCommand implements Callable<Integer> {
    // KOSMOS-2's
    private static final int GRID = 32;

    @Option(names = "--raw", required = true, description = "the output, with its tags")
    private String raw;

    @Option(names = "--model", description = "bundle whose grid counts (default: a grid of 32)")
    private @Nullable Path model;

    @Option(names = "--json", description = "one object")
    private boolean json;

    @Override
    public Integer call() {
        int grid = model == null ? GRID : Bundle.manifest(model).grid();
        var read = new RawReader(grid).read(raw);
        Out.lines((json ? object(read).toString() : lines(read)) + "\n");
        return 0;
    }

    private static ObjectNode object(GroundedText read) {
        var node = JsonNodeFactory.instance.objectNode().put("text", read.text());
        var entities = node.putArray("entities");
        for (var entity : read.entities()) {
            var one = entities.addObject().put("phrase", entity.phrase());
            one.putArray("span").add(entity.spanStart()).add(entity.spanEnd());
            var boxes = one.putArray("boxes");
            entity.boxes().forEach(box -> edges(boxes.addArray(), box));
        }
        return node;
    }

    private static void edges(ArrayNode to, Box box) {
        to.add(box.x0()).add(box.y0()).add(box.x1()).add(box.y1());
    }

    private static String lines(GroundedText read) {
        var lines = new StringBuilder(read.text());
        for (Entity entity : read.entities()) {
            lines.append(
                    "%n  %s [%d, %d]"
                            .formatted(entity.phrase(), entity.spanStart(), entity.spanEnd()));
            for (Box box : entity.boxes()) {
                lines.append(" [%s %s %s %s]".formatted(box.x0(), box.y0(), box.x1(), box.y1()));
            }
        }
        return lines.toString();
    }
}
