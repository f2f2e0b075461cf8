package io.groundstream.local.bench;

import io.groundstream.embedded.Colour;
import io.groundstream.embedded.Kind;
import io.groundstream.embedded.Thing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Whether words say what is true. */
final class Wording {
    private static final String ANSWER = "Answer:";

    private Wording() {}

    /**
     * True if the words name this thing's colour and kind, and no other colour and no other kind.
     */
    static boolean describes(String text, Thing thing) {
        var words = " " + plain(text).replaceAll("[^a-z]+", " ") + " ";
        var colours = Arrays.stream(Colour.values()).filter(c -> has(words, c.word())).toList();
        var kinds = Arrays.stream(Kind.values()).filter(k -> has(words, k.word())).toList();
        return colours.equals(List.of(thing.colour())) && kinds.equals(List.of(thing.kind()));
    }

    /** True if what follows "Answer:" is the truth but for case, a last full stop and blanks. */
    static boolean answers(String text, String truth) {
        int prompt = text.lastIndexOf(ANSWER);
        var said = prompt < 0 ? text : text.substring(prompt + ANSWER.length());
        return plain(said).equals(plain(truth));
    }

    private static boolean has(String words, String word) {
        return words.contains(" " + word + " ");
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s*\\.$", "").strip();
    }
}
