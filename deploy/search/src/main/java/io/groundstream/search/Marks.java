package io.groundstream.search;

import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.search.Found.Highlight;
import io.groundstream.search.Found.Span;
import io.groundstream.search.query.Asked;
import io.groundstream.search.query.Words;

import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Marks the words that were asked for in the texts of a document, as places and never as markup.
 */
final class Marks {
    // of a text that nobody reads to its end the rest is left unmarked
    private static final int MOST_CHARACTERS = 10_000;
    private static final int MOST_TEXTS = 50;

    private final List<Query> words;

    Marks(List<Query> words) {
        this.words = words;
    }

    /** Texts with marked words alone: the captions first, then other texts, then phrases. */
    List<Highlight> in(SearchDocument document) throws IOException {
        if (words.isEmpty()) {
            return List.of();
        }
        var texts = new LinkedHashMap<String, String>();
        texts.put(document.getCaption(), "caption");
        if (document.getDetailedCaption() != null) {
            texts.putIfAbsent(document.getDetailedCaption(), "detailedCaption");
        }
        document.getTexts().forEach(text -> texts.putIfAbsent(text, "text"));
        document.getPhrases().forEach(phrase -> texts.putIfAbsent(phrase, "phrase"));
        var highlights = new ArrayList<Highlight>();
        for (var entry : texts.entrySet().stream().limit(MOST_TEXTS).toList()) {
            var spans = spans(entry.getKey());
            if (!spans.isEmpty()) {
                highlights.add(new Highlight(entry.getValue(), entry.getKey(), spans));
            }
        }
        return highlights;
    }

    private List<Span> spans(String text) throws IOException {
        var index = new MemoryIndex(true);
        index.addField(
                Asked.WORDS,
                text.substring(0, Math.min(text.length(), MOST_CHARACTERS)),
                Words.INDEXED);
        var searcher = index.createSearcher();
        var any = new BooleanQuery.Builder();
        words.forEach(query -> any.add(query, Occur.SHOULD));
        var weight =
                searcher.createWeight(
                        searcher.rewrite(any.build()), ScoreMode.COMPLETE_NO_SCORES, 1);
        var matches = weight.matches(searcher.getIndexReader().leaves().getFirst(), 0);
        var found = matches == null ? null : matches.getMatches(Asked.WORDS);
        var spans = new ArrayList<Span>();
        while (found != null && found.next()) {
            add(spans, text, found.startOffset(), found.endOffset());
        }
        return spans;
    }

    /** They come in the order of their starts, and may overlap. */
    private static void add(List<Span> spans, String text, int start, int end) {
        int from = text.codePointCount(0, start);
        int to = text.codePointCount(0, end);
        if (spans.isEmpty() || spans.getLast().end() <= from) {
            spans.add(new Span(from, to));
        } else if (spans.getLast().end() < to) {
            spans.set(spans.size() - 1, new Span(spans.getLast().start(), to));
        }
    }
}
