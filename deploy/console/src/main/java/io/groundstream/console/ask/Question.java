package io.groundstream.console.ask;

import io.groundstream.console.web.Problem;
import io.groundstream.operations.kafka.WrittenTask;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.topology.decide.TaskRules;
import io.javalin.http.Context;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is asked of a picture, as a form says it. The picture itself is not looked at: that is for
 * the pipeline.
 */
record Question(Object content, TaskRequest task) {
    private static final int MOST_URL_CHARS = 8_192;
    private static final List<String> EDGES = List.of("x0", "y0", "x1", "y1");
    private static final Set<String> FIELDS =
            Set.of("image", "url", "task", "text", "question", "x0", "y0", "x1", "y1");

    /**
     * Reads the form.
     *
     * @throws Problem 413 for a picture that is too large, 400 BAD_TASK for a task that the
     *     pipeline would refuse, 400 BAD_REQUEST for any other fault
     */
    static Question of(Context request, int mostBytes) throws IOException {
        var form = Form.of(request, mostBytes, FIELDS);
        return new Question(content(form, mostBytes), task(form));
    }

    /** To be published. */
    ImageEvent event(String imageId, Instant now) {
        return ImageEvent.newBuilder()
                .setImageId(imageId)
                .setContent(content)
                .setTasks(List.of(task))
                .setLane(Lane.INTERACTIVE)
                .setSubmittedAt(now)
                .setAttributes(Map.of("source", "console"))
                .build();
    }

    private static Object content(Form form, int mostBytes) throws IOException {
        var image = form.file("image", mostBytes);
        var url = form.text("url").map(String::strip);
        if (image.isPresent() == url.isPresent()) {
            throw Form.bad("give an image or a url");
        }
        if (image.isPresent()) {
            return new InlineImage(ByteBuffer.wrap(image.get()));
        }
        var uri = url.orElseThrow();
        if (uri.length() > MOST_URL_CHARS || !uri.matches("[A-Za-z][A-Za-z0-9+.-]*://.+")) {
            throw Form.bad("url must be like https://host/path, up to 8192 characters");
        }
        return ImageReference.newBuilder().setUri(uri).build();
    }

    private static TaskRequest task(Form form) throws IOException {
        var text = form.text("text");
        var question = form.text("question");
        if (text.isPresent() && question.isPresent()) {
            throw Form.bad("give text or question");
        }
        try {
            var task =
                    WrittenTask.of(kind(form), text.or(() -> question).orElse(null), region(form));
            TaskRules.broken(task)
                    .ifPresent(
                            refusal -> {
                                throw badTask(refusal.message());
                            });
            return task;
        } catch (ConfigException e) {
            throw badTask(String.valueOf(e.getMessage()));
        }
    }

    private static TaskKind kind(Form form) throws IOException {
        var name = form.text("task").orElse(TaskKind.BRIEF_CAPTION.name());
        return Arrays.stream(TaskKind.values())
                .filter(kind -> kind.name().equals(name) && kind != TaskKind.UNSPECIFIED)
                .findFirst()
                .orElseThrow(() -> badTask("there is no such task"));
    }

    /** As the command line takes it; null if no edge is given. */
    private static @Nullable String region(Form form) throws IOException {
        var edges = new StringBuilder();
        int given = 0;
        for (var edge : EDGES) {
            var value = form.text(edge);
            given += value.isPresent() ? 1 : 0;
            edges.append(edges.isEmpty() ? "" : ",").append(value.orElse("").strip());
        }
        if (given != 0 && given != EDGES.size()) {
            throw badTask("a region needs x0, y0, x1 and y1");
        }
        return given == 0 ? null : edges.toString();
    }

    private static Problem badTask(String why) {
        return new Problem(400, "BAD_TASK", why);
    }
}
