package io.groundstream.local.bench.search;

import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.search.query.Words;
import io.groundstream.search.query.Words.Word;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The same answers the slow way: every box of every document is looked at. It shares with the index
 * what a word is, and nothing else.
 */
final class Scan {
    private final List<Read> documents = new ArrayList<>();

    private record Read(String imageId, List<ReadBox> boxes) {}

    private record ReadBox(List<Word> words, double confidence) {}

    void add(SearchDocument document) {
        documents.add(
                new Read(
                        document.getImageId(),
                        document.getEntities().stream()
                                .map(
                                        entity ->
                                                new ReadBox(
                                                        Words.of(entity.getPhrase()),
                                                        entity.getConfidence()))
                                .toList()));
    }

    /** The images with a box of this phrase that is at least so sure, and no box of the other. */
    Set<String> images(String phrase, double minConfidence, String without) {
        var wanted = Words.of(phrase);
        var unwanted = Words.of(without);
        var images = new TreeSet<String>();
        for (var document : documents) {
            boolean has =
                    document.boxes().stream()
                            .anyMatch(
                                    box ->
                                            box.confidence() >= minConfidence
                                                    && contains(box.words(), wanted));
            boolean hasOther =
                    !unwanted.isEmpty()
                            && document.boxes().stream()
                                    .anyMatch(box -> contains(box.words(), unwanted));
            if (has && !hasOther) {
                images.add(document.imageId());
            }
        }
        return images;
    }

    private static boolean contains(List<Word> words, List<Word> wanted) {
        for (int start = 0; start + wanted.size() <= words.size(); start++) {
            if (matches(words, start, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(List<Word> words, int start, List<Word> wanted) {
        int shift = words.get(start).position() - wanted.getFirst().position();
        for (int i = 0; i < wanted.size(); i++) {
            var word = words.get(start + i);
            if (!word.stem().equals(wanted.get(i).stem())
                    || word.position() - wanted.get(i).position() != shift) {
                return false;
            }
        }
        return true;
    }
}
