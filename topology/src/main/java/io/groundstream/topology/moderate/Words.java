package io.groundstream.topology.moderate;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the words of a text. Articles are no words: "with gun" is "with a gun". */
final class Words {
    private static final Analyzer ANALYZER = new English();
    private static final Set<String> ARTICLES = Set.of("a", "an", "the");
    private static final String BREAKS = ".,;:!?()[]{}\"“”\n\r—–…。、！？";
    private static final String HYPHENS = "-\u2010\u2011";

    private Words() {}

    static List<Word> of(String text) {
        var plain = Plain.of(text);
        var words = new ArrayList<Word>();
        try (var stream = ANALYZER.tokenStream("", plain.text())) {
            var stem = stream.addAttribute(CharTermAttribute.class);
            var offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            int before = 0;
            boolean broken = false;
            while (stream.incrementToken()) {
                var gap = plain.text().substring(before, offset.startOffset());
                broken |= gap.chars().anyMatch(c -> BREAKS.indexOf(c) >= 0);
                before = offset.endOffset();
                var found = stem.toString();
                if (ARTICLES.contains(found) || found.isEmpty()) {
                    continue;
                }
                words.add(
                        new Word(
                                found,
                                plain.start(offset.startOffset()),
                                plain.end(offset.endOffset()),
                                broken,
                                gap.length() == 1 && HYPHENS.contains(gap)));
                broken = false;
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    static List<String> stems(String text) {
        return of(text).stream().map(Word::stem).toList();
    }
}
