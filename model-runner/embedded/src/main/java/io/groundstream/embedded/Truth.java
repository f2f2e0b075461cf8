package io.groundstream.embedded;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The truth about a scene as one line of JSON. */
final class Truth {
    private Truth() {}

    static String json(Scene scene, Exam exam, String file) {
        var caption = scene.caption();
        return "{\"file\":%s,\"seed\":%d,\"width\":%d,\"height\":%d,\"setting\":%s,\"style\":%s,"
                        .formatted(
                                quoted(file),
                                scene.seed(),
                                scene.width(),
                                scene.height(),
                                quoted(word(scene.background().setting())),
                                quoted(word(scene.style())))
                + "\"caption\":%s,\"phrases\":%s,\"detailedCaption\":%s,"
                        .formatted(
                                quoted(caption.text()),
                                list(caption.phrases(), Truth::phrase),
                                detailed(scene.detailedCaption()))
                + "\"refers\":%s,\"questions\":%s}"
                        .formatted(
                                list(exam.refers(), Truth::refer),
                                list(exam.questions(), Truth::question));
    }

    private static String phrase(Caption.Phrase phrase) {
        var thing = phrase.thing();
        return "{\"phrase\":%s,\"span\":[%d,%d],\"box\":%s,\"size\":%s,\"colour\":%s,\"kind\":%s}"
                .formatted(
                        quoted(phrase.text()),
                        phrase.start(),
                        phrase.end(),
                        box(thing.box()),
                        quoted(thing.size().word()),
                        quoted(thing.colour().word()),
                        quoted(thing.kind().word()));
    }

    private static String detailed(Caption caption) {
        return "{\"text\":%s,\"spans\":%s}"
                .formatted(
                        quoted(caption.text()),
                        list(
                                caption.phrases(),
                                phrase -> "[%d,%d]".formatted(phrase.start(), phrase.end())));
    }

    private static String refer(Exam.Refer refer) {
        return "{\"text\":%s,\"boxes\":%s}"
                .formatted(quoted(refer.text()), list(refer.boxes(), Truth::box));
    }

    private static String question(Exam.Question question) {
        return "{\"question\":%s,\"answer\":%s,\"box\":%s}"
                .formatted(
                        quoted(question.text()),
                        quoted(question.answer()),
                        question.box().map(Truth::box).orElse("null"));
    }

    private static String box(Box box) {
        return String.format(
                Locale.ROOT, "[%.6f,%.6f,%.6f,%.6f]", box.x0(), box.y0(), box.x1(), box.y1());
    }

    private static <T> String list(List<T> items, Function<T, String> json) {
        return items.stream().map(json).collect(Collectors.joining(",", "[", "]"));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
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
