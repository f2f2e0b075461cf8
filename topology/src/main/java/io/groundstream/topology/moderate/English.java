package io.groundstream.topology.moderate;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.KeywordMarkerFilter;
import org.apache.lucene.analysis.miscellaneous.StemmerOverrideFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Words by Unicode's rules, in lower case and without accents, then their stems: by a list where
 * English is irregular, by Krovetz's dictionary, and for what that leaves in -ing by Porter's
 * rules. Krovetz keeps apart what Porter throws together (news and new, arms and arm).
 */
final class English extends Analyzer {
    private static final int LONG_ENOUGH_FOR_ING = 6;
    private static final String[] IRREGULAR = {
        "men man",
        "women woman",
        "children child",
        "people person",
        "feet foot",
        "teeth tooth",
        "mice mouse",
        "knives knife",
        "wives wife",
        "wolves wolf",
        "thieves thief",
        "calves calf",
        "hooves hoof",
        "leaves leaf",
        "shelves shelf",
        "halves half",
        "held hold",
        "fought fight",
        "bled bleed",
        "worn wear",
        "wore wear",
        "shown show",
        "drawn draw",
        "drew draw",
        "struck strike",
        "beaten beat",
        "bitten bite",
        "broken break",
        "broke break",
        "burnt burn",
        "drank drink",
        "fell fall",
        "fallen fall",
        "hung hang",
        "hid hide",
        "hidden hide",
        "stolen steal",
        "stole steal",
        "thrown throw",
        "threw throw",
        "slain slay",
        "dying die",
        "lying lie",
        "tying tie",
    };
    private static final StemmerOverrideFilter.StemmerOverrideMap OVERRIDES = overrides();

    @Override
    protected TokenStreamComponents createComponents(String field) {
        var words = new StandardTokenizer();
        TokenStream stems = new ASCIIFoldingFilter(new LowerCaseFilter(words));
        stems = new StemmerOverrideFilter(new EnglishPossessiveFilter(stems), OVERRIDES);
        stems = new PorterStemFilter(new AllButIng(new KStemFilter(stems)));
        return new TokenStreamComponents(words, stems);
    }

    /** Keeps everything but words in -ing from the stemmer that comes next. */
    private static final class AllButIng extends KeywordMarkerFilter {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

        AllButIng(TokenStream in) {
            super(in);
        }

        @Override
        protected boolean isKeyword() {
            int length = term.length();
            return length < LONG_ENOUGH_FOR_ING
                    || term.charAt(length - 3) != 'i'
                    || term.charAt(length - 2) != 'n'
                    || term.charAt(length - 1) != 'g';
        }
    }

    private static StemmerOverrideFilter.StemmerOverrideMap overrides() {
        var builder = new StemmerOverrideFilter.Builder();
        for (var pair : IRREGULAR) {
            int space = pair.indexOf(' ');
            builder.add(pair.substring(0, space), pair.substring(space + 1));
        }
        try {
            return builder.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
