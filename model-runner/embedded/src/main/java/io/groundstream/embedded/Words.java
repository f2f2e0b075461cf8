package io.groundstream.embedded;

import java.util.List;

/** The little grammar that captions, expressions and questions need. */
final class Words {
    private static final List<String> NUMBERS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight");

    private Words() {}

    /** "a car", "an orange car". */
    static String a(String noun) {
        return ("aeiou".indexOf(noun.charAt(0)) < 0 ? "a " : "an ") + noun;
    }

    static String number(int count) {
        return NUMBERS.get(count);
    }

    /** The plural of a noun that stands last: "small red cars". */
    static String plural(String noun) {
        if (noun.endsWith("knife")) {
            return noun.substring(0, noun.length() - 2) + "ves";
        }
        if (noun.endsWith("butterfly")) {
            return noun.substring(0, noun.length() - 1) + "ies";
        }
        if (noun.endsWith("cactus")) {
            return noun.substring(0, noun.length() - 2) + "i";
        }
        return noun.endsWith("fish") ? noun : noun + "s";
    }

    /** The part between two items of a list: commas, and "and" before the last. */
    static String between(int index, int count) {
        return index == 0 ? "" : index == count - 1 ? " and " : ", ";
    }
}
