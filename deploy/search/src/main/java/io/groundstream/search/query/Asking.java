package io.groundstream.search.query;

import static io.groundstream.search.follow.LiveIndex.ROOTS;
import static io.groundstream.search.query.Field.Type.BOX_NUMBER;

import io.groundstream.search.follow.LiveIndex;

import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.QueryBitSetProducer;
import org.apache.lucene.search.join.ScoreMode;
import org.apache.lucene.search.join.ToParentBlockJoinQuery;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes Lucene's query of a written one.
 *
 * <p>A phrase is one box's. A range of boxes' confidence or area holds for every phrase that is
 * required together with it, in the phrase's own box; words without a field that are required
 * together with a range are looked for in the phrases of one such box. So a sure cat and an unsure
 * dog are no sure dog. A phrase that is excluded is excluded whatever its confidence.
 */
public final class Asking {
    /** Which documents stand for images; shared, because it remembers. */
    public static final BitSetProducer IMAGES = new QueryBitSetProducer(ROOTS);

    private static final String PHRASE = Field.PHRASE.label();

    private final Meant meanings = new Meant();

    private Asking() {}

    /**
     * Reads a query; an empty one asks for every image.
     *
     * @throws BadQueryException if it cannot be understood or asks too much
     */
    public static Asked of(String text, Bounds bounds) {
        return new Asking().asked(Parser.parse(text), bounds);
    }

    private Asked asked(@Nullable Node node, Bounds bounds) {
        var parts = new ArrayList<>(bounds.nodes());
        if (node != null) {
            parts.add(node);
        }
        var query =
                parts.isEmpty()
                        ? ROOTS
                        : images(
                                parts.size() == 1 ? parts.getFirst() : new Node.All(parts, 0),
                                List.of(),
                                true);
        if (query == null) {
            throw new BadQueryException("these words are too common to be looked for");
        }
        return new Asked(query, meanings.boxes(), meanings.words());
    }

    /**
     * Images that match.
     *
     * @param boxed what a box must be, too
     * @param meant false inside of a negation
     */
    private @Nullable Query images(Node node, List<Query> boxed, boolean meant) {
        return switch (node) {
            case Node.All(var parts, _) -> together(parts, boxed, meant);
            case Node.Any(var parts, _) ->
                    Fold.any(parts.stream().map(part -> images(part, boxed, meant)).toList());
            case Node.Not(var inner, _) -> without(inner);
            case Node.In in -> field(in, boxed, meant);
            case Node.Term term -> loneWords(List.of(term), boxed, meant);
            case Node.Quoted quoted -> loneWords(List.of(quoted), boxed, meant);
            case Node.Range range ->
                    throw BadQueryException.at(
                            range.at(), "a range needs its field: confidence:[0.8 TO 1]");
        };
    }

    private @Nullable Query without(Node inner) {
        return Fold.not(images(inner, List.of(), false), ROOTS);
    }

    private @Nullable Query together(List<Node> parts, List<Query> boxed, boolean meant) {
        var ranged = new ArrayList<>(boxed);
        parts.stream().filter(Asking::isRange).forEach(part -> ranged.add(box(part)));
        var required = new ArrayList<@Nullable Query>();
        var excluded = new ArrayList<@Nullable Query>();
        var lone = new ArrayList<Node>();
        if (ranged.size() > boxed.size()) {
            required.add(some(ranged, meant));
        }
        for (var part : parts) {
            switch (part) {
                case Node.Not(var inner, _) -> excluded.add(images(inner, List.of(), false));
                case Node.Term term -> lone.add(term);
                case Node.Quoted quoted -> required.add(loneWords(List.of(quoted), ranged, meant));
                default -> {
                    if (!isRange(part)) {
                        required.add(images(part, ranged, meant));
                    }
                }
            }
        }
        if (!lone.isEmpty()) {
            required.add(loneWords(lone, ranged, meant));
        }
        return Fold.all(required, excluded, ROOTS);
    }

    private static boolean isRange(Node node) {
        return node instanceof Node.In in && in.field().type() == BOX_NUMBER;
    }

    /** An image with some box in all of the ranges. */
    private Query some(List<Query> ranged, boolean meant) {
        var box = conjunction(ranged);
        if (meant) {
            meanings.range(box);
        }
        return joined(box);
    }

    private @Nullable Query field(Node.In in, List<Query> boxed, boolean meant) {
        var label = in.field().label();
        return switch (in.field().type()) {
            case TEXT ->
                    Fold.tree(in.inner(), meant, (leaf, said) -> marked(label, leaf, said), ROOTS);
            case PHRASE -> phrase(in.inner(), boxed, meant);
            case BOX_NUMBER -> {
                var all = new ArrayList<>(boxed);
                all.add(box(in));
                yield some(all, meant);
            }
            case NUMBER ->
                    Fold.tree(in.inner(), meant, (leaf, _) -> Ranges.number(label, leaf), ROOTS);
            case TIME -> Fold.tree(in.inner(), meant, (leaf, _) -> Ranges.time(label, leaf), ROOTS);
            case KEYWORD -> {
                var prefix = in.field() == Field.ATTRIBUTES ? Field.attribute(in.key(), "") : "";
                yield Fold.tree(
                        in.inner(), meant, (leaf, _) -> Leaves.keyword(label, prefix, leaf), ROOTS);
            }
        };
    }

    private @Nullable Query phrase(Node inner, List<Query> boxed, boolean meant) {
        var phrase = Fold.tree(inner, meant, this::boxLeaf, LiveIndex.NESTED);
        if (phrase == null) {
            return null;
        }
        var box = ranged(phrase, boxed);
        if (meant) {
            meanings.box(box);
        }
        return joined(box);
    }

    /** Words without a field: of the image's texts, or beside ranges of one box's phrase. */
    private @Nullable Query loneWords(
            List<? extends Node> leaves, List<Query> boxed, boolean meant) {
        var phrases = new ArrayList<@Nullable Query>();
        var texts = new ArrayList<@Nullable Query>();
        for (var leaf : leaves) {
            phrases.add(Leaves.words(PHRASE, leaf));
            texts.add(marked(Field.TEXT.label(), leaf, meant));
        }
        var all = Fold.all(phrases, List.of(), LiveIndex.NESTED);
        var any = Fold.any(phrases);
        var text = Fold.all(texts, List.of(), ROOTS);
        if (all == null || any == null || text == null) {
            return null;
        }
        var box = ranged(all, boxed);
        if (meant) {
            meanings.box(box);
            meanings.nearly(ranged(any, boxed));
        }
        return boxed.isEmpty() ? preferring(text, joined(box)) : joined(box);
    }

    /** An image whose box it is comes before one that only mentions it. */
    private static Query preferring(Query required, Query better) {
        return new BooleanQuery.Builder()
                .add(required, Occur.MUST)
                .add(better, Occur.SHOULD)
                .build();
    }

    private @Nullable Query marked(String field, Node leaf, boolean meant) {
        var query = Leaves.words(field, leaf);
        if (meant) {
            meanings.words(leaf);
        }
        return query;
    }

    private @Nullable Query boxLeaf(Node leaf, boolean meant) {
        if (isRange(leaf)) {
            return box(leaf);
        }
        var query = Leaves.words(PHRASE, leaf);
        if (meant) {
            meanings.words(leaf);
        }
        return query;
    }

    /** A box whose number is in this range, or these. */
    private static Query box(Node node) {
        var in = (Node.In) node;
        var query =
                Fold.tree(
                        in.inner(),
                        true,
                        (leaf, _) -> Ranges.number(in.field().label(), leaf),
                        LiveIndex.NESTED);
        if (query == null) {
            throw new IllegalStateException("a number says something");
        }
        return query;
    }

    private static Query ranged(Query phrase, List<Query> boxed) {
        if (boxed.isEmpty()) {
            return phrase;
        }
        var builder = new BooleanQuery.Builder().add(phrase, Occur.MUST);
        boxed.forEach(range -> builder.add(range, Occur.FILTER));
        return builder.build();
    }

    private static Query conjunction(List<Query> ranges) {
        var builder = new BooleanQuery.Builder();
        ranges.forEach(range -> builder.add(range, Occur.FILTER));
        return builder.build();
    }

    /**
     * Images with such a box. The second clause says nothing new; alone, the first one would score
     * ranges of documents at once, and Lucene 10.6 then asks for exclusions outside of the range.
     */
    private static Query joined(Query box) {
        return new BooleanQuery.Builder()
                .add(new ToParentBlockJoinQuery(box, IMAGES, ScoreMode.Max), Occur.MUST)
                .add(ROOTS, Occur.FILTER)
                .build();
    }
}
