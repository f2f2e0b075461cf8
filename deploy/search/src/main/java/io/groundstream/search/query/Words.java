package io.groundstream.search.query;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.KeywordRepeatFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * English words by their stems, without the commonest: {@code "The red cars"} is {@code red car}.
 * An index has each word as it stands too, for patterns such as {@code balloon*}.
 */
public final class Words {
    /** For what is indexed. */
    public static final Analyzer INDEXED = new English(true);

    /** For what is asked for. */
    static final Analyzer ASKED = new English(false);

    // so that no phrase begins in one text and ends in another
    private static final int GAP = 100;

    private Words() {}

    /** A word, and which word of its text it is, the common ones counted. */
    public record Word(String stem, int position) {}

    /** The words of a text, as phrases are compared. */
    public static List<Word> of(String text) {
        var words = new ArrayList<Word>();
        try (var stream = ASKED.tokenStream("", text)) {
            var term = stream.getAttribute(CharTermAttribute.class);
            var step = stream.getAttribute(PositionIncrementAttribute.class);
            stream.reset();
            int position = -1;
            while (stream.incrementToken()) {
                position += step.getPositionIncrement();
                words.add(new Word(term.toString(), position));
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    private static final class English extends Analyzer {
        private final boolean indexed;

        private English(boolean indexed) {
            this.indexed = indexed;
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            var source = new StandardTokenizer();
            TokenStream words = new EnglishPossessiveFilter(source);
            words = new LowerCaseFilter(words);
            words = new StopFilter(words, EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
            if (indexed) {
                words = new KeywordRepeatFilter(words);
            }
            words = new PorterStemFilter(words);
            if (indexed) {
                words = new RemoveDuplicatesTokenFilter(words);
            }
            return new TokenStreamComponents(source, words);
        }

        @Override
        protected TokenStream normalize(String field, TokenStream in) {
            return new LowerCaseFilter(in);
        }

        @Override
        public int getPositionIncrementGap(String field) {
            return GAP;
        }
    }
}
