package io.groundstream.topology.moderate;

import java.util.List;
import java.util.Set;

/**
 * Whether a text says that something is not there. In doubt it does not: a cue counts only when
 * nothing but words that carry no thing of their own stand between it and what it denies, so that
 * "a man with no shirt holding a gun" is a gun.
 */
final class Negation {
    private static final Set<String> CUES =
            stems("no not without never nor neither cannot lacking absence devoid sans");
    private static final Set<String> BETWEEN =
            stems(
                    "any visible apparent obvious real actual other such more single sign evidence"
                            + " trace kind sort type of from there is are be being been have has"
                            + " having hold carry contain show wear see display depict include");
    private static final Set<String> OR = Set.of("or", "nor");
    private static final int MOST_LINKS = 2;

    private Negation() {}

    /** True if the words from here to there are denied. */
    static boolean holds(List<Word> words, int from, int to) {
        boolean isFree =
                to < words.size()
                        && words.get(to).hyphened()
                        && words.get(to).stem().equals("free");
        return isFree || isDenied(words, from, 0);
    }

    private static boolean isDenied(List<Word> words, int from, int links) {
        int at = before(words, from);
        while (at >= 0 && BETWEEN.contains(words.get(at).stem())) {
            at = before(words, at);
        }
        if (at < 0) {
            return false;
        }
        if (isCue(words, at)) {
            // not without a gun
            int further = before(words, at);
            return further < 0 || !isCue(words, further);
        }
        return links < MOST_LINKS
                && OR.contains(words.get(at).stem())
                && otherMemberIsDenied(words, at, links + 1);
    }

    /** "no hat or", "without shoulder pads or": the other member has one word or two. */
    private static boolean otherMemberIsDenied(List<Word> words, int or, int links) {
        int one = before(words, or);
        if (one < 0) {
            return false;
        }
        int two = before(words, one);
        return isDenied(words, one, links) || (two >= 0 && isDenied(words, two, links));
    }

    private static boolean isCue(List<Word> words, int at) {
        var stem = words.get(at).stem();
        return CUES.contains(stem)
                || stem.endsWith("n't")
                || (stem.equals("free")
                        && at + 1 < words.size()
                        && Set.of("of", "from").contains(words.get(at + 1).stem()));
    }

    /** The word before this one in the same breath; -1 if there is none. */
    private static int before(List<Word> words, int at) {
        return words.get(at).afterBreak() ? -1 : at - 1;
    }

    private static Set<String> stems(String words) {
        return Set.copyOf(Set.of(Words.stems(words).stream().distinct().toArray(String[]::new)));
    }
}
