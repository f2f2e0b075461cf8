package io.groundstream.console.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.console.live.News.Annotated;
import io.groundstream.console.live.News.Lettered;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.schemas.json.PlainJson;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes server-sent events, one write and one flush each. A write that the other side does not
 * take blocks, until the connection's idle time is over.
 */
final class EventWriter {
    private final OutputStream out;

    EventWriter(OutputStream out) {
        this.out = out;
    }

    void shown(Shown shown) throws IOException {
        var data = JsonNodeFactory.instance.objectNode().put("sequence", shown.sequence());
        var event =
                switch (shown.news()) {
                    case Annotated(var annotation, var verdict, _) -> {
                        data.set("annotation", PlainJson.of(annotation));
                        caption(annotation).ifPresent(caption -> put(data, caption));
                        if (verdict != null) {
                            data.put("verdict", verdict.name());
                        }
                        yield "annotation";
                    }
                    case Lettered(var letter, _) -> {
                        data.set("letter", PlainJson.of(letter));
                        yield "letter";
                    }
                };
        write("event: " + event + "\nid: " + shown.sequence() + "\ndata: " + data + "\n\n");
    }

    void dropped(long count) throws IOException {
        write("event: dropped\ndata: {\"count\":" + count + "}\n\n");
    }

    /** Tells the other side, and whatever stands between, that somebody is here. */
    void heartbeat() throws IOException {
        write(":\n\n");
    }

    private void write(String event) throws IOException {
        out.write(event.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void put(ObjectNode data, TaskResult result) {
        data.putObject("caption")
                .put("text", result.getText())
                .put("confidence", result.getConfidence());
    }

    /**
     * As search documents have it: a brief or plain caption, else a detailed one, else the first.
     */
    private static Optional<TaskResult> caption(Annotation annotation) {
        var results = annotation.getResults();
        return first(results, EnumSet.of(TaskKind.BRIEF_CAPTION, TaskKind.PLAIN_CAPTION))
                .or(() -> first(results, EnumSet.of(TaskKind.DETAILED_CAPTION)))
                .or(() -> results.stream().findFirst());
    }

    private static Optional<TaskResult> first(List<TaskResult> results, Set<TaskKind> kinds) {
        return results.stream()
                .filter(result -> kinds.contains(result.getTask().getKind()))
                .findFirst();
    }
}
