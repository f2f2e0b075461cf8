package io.groundstream.embedded;

import java.util.Locale;
import java.util.stream.Collectors;

/** The truth about a scene as one line of JSON. */
final class Truth {
    private Truth() {}

    static String json(Scene scene, String file) {
        var caption = scene.caption();
        var phrases =
                caption.phrases().stream().map(Truth::phrase).collect(Collectors.joining(","));
        return "{\"file\":%s,\"seed\":%d,\"width\":%d,\"height\":%d,\"caption\":%s,\"phrases\":[%s]}"
                .formatted(
                        quoted(file),
                        scene.seed(),
                        scene.width(),
                        scene.height(),
                        quoted(caption.text()),
                        phrases);
    }

    private static String phrase(Caption.Phrase phrase) {
        var thing = phrase.thing();
        var box = thing.box();
        return String.format(
                Locale.ROOT,
                "{\"phrase\":%s,\"span\":[%d,%d],\"box\":[%.6f,%.6f,%.6f,%.6f],"
                        + "\"size\":%s,\"colour\":%s,\"kind\":%s}",
                quoted(phrase.text()),
                phrase.start(),
                phrase.end(),
                box.x0(),
                box.y0(),
                box.x1(),
                box.y1(),
                quoted(thing.size().word()),
                quoted(thing.colour().word()),
                quoted(thing.kind().word()));
    }

    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        text.chars()
                .forEach(
                        c -> {
                            if (c == '"' || c == '\\') {
                                out.append('\\').append((char) c);
                            } else if (c < ' ') {
                                out.append(String.format("\\u%04x", c));
                            } else {
                                out.append((char) c);
                            }
                        });
        return out.append('"').toString();
    }
}
