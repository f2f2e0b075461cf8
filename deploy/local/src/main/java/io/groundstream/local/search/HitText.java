package io.groundstream.local.search;

import com.fasterxml.jackson.databind.JsonNode;

import io.groundstream.local.terminal.Style;
import io.groundstream.local.terminal.Styled;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An image that was found, for people: its name, its caption with the words that were asked for,
 * and a line for each box that was meant.
 */
public final class HitText {
    private static final int MOST_BOXES = 5;

    private HitText() {}

    public static List<Styled> of(JsonNode item) {
        var lines = new ArrayList<Styled>();
        var line = new Styled().add(Style.BOLD, item.path("imageId").asText()).add("  ");
        marked(line, text(item), spans(item));
        lines.add(line);
        var boxes = item.path("matchedEntities");
        for (int i = 0; i < Math.min(boxes.size(), MOST_BOXES); i++) {
            var entity = item.path("document").path("entities").path(boxes.path(i).asInt());
            lines.add(new Styled().add("    ").add(Style.DIM, box(entity)));
        }
        if (boxes.size() > MOST_BOXES) {
            lines.add(
                    new Styled()
                            .add(
                                    Style.DIM,
                                    "    and %d more".formatted(boxes.size() - MOST_BOXES)));
        }
        return lines;
    }

    /** The first text with marked words, or else the caption. */
    private static String text(JsonNode item) {
        return item.at("/highlights/0/text").asText(item.path("caption").asText());
    }

    private static JsonNode spans(JsonNode item) {
        return item.at("/highlights/0/spans");
    }

    private static void marked(Styled line, String text, JsonNode spans) {
        int at = 0;
        for (var span : spans) {
            line.add(part(text, at, span.path(0).asInt()));
            line.add(Style.GREEN, part(text, span.path(0).asInt(), span.path(1).asInt()));
            at = span.path(1).asInt();
        }
        line.add(part(text, at, text.codePointCount(0, text.length())));
    }

    private static String part(String text, int from, int to) {
        return text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
    }

    private static String box(JsonNode entity) {
        var box = entity.path("box");
        return String.format(
                Locale.ROOT,
                "%s [%.2f %.2f %.2f %.2f] %.2f",
                entity.path("phrase").asText(),
                box.path("x0").asDouble(),
                box.path("y0").asDouble(),
                box.path("x1").asDouble(),
                box.path("y1").asDouble(),
                entity.path("confidence").asDouble());
    }
}
