package io.groundstream.topology.moderate;

import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.EvidenceSource;
import io.groundstream.schemas.avro.Finding;
import io.groundstream.schemas.avro.ModerationRule;
import io.groundstream.schemas.avro.ScoredBox;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.topology.moderate.Phrases.Hit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds what a policy's rules match in one result. The publisher's own words, which stand before an
 * answer or are the phrase to ground, are no evidence in a caption; where the model has put a box
 * to them, the box is.
 */
final class Evidence {
    /** Keeps decisions small. */
    private static final int MOST_BOXES = 32;

    private final Policy policy;
    private final int index;
    private final TaskResult result;
    private final CodePoints text;
    private final Span ownWords;

    private Evidence(Policy policy, int index, TaskResult result) {
        this.policy = policy;
        this.index = index;
        this.result = result;
        this.text = new CodePoints(result.getText());
        this.ownWords = ownWords();
    }

    static List<Finding> in(Policy policy, int index, TaskResult result) {
        var evidence = new Evidence(policy, index, result);
        var findings = new ArrayList<>(evidence.inText());
        for (var entity : result.getEntities()) {
            if (!evidence.standsInText(entity)) {
                findings.addAll(evidence.inPhrase(entity));
            }
        }
        return findings;
    }

    private List<Finding> inText() {
        var words = Words.of(result.getText());
        var found = new ArrayList<Found>();
        for (var hit : policy.hits(words)) {
            int start = words.get(hit.from()).start();
            int end = words.get(hit.to() - 1).end();
            weigh(hit, new Span(start, end), found);
        }
        return longest(found);
    }

    /** A phrase that the text does not have where it should must not slip through. */
    private List<Finding> inPhrase(Entity entity) {
        var found = new ArrayList<Found>();
        var words = Words.of(entity.getPhrase());
        for (var hit : policy.hits(words)) {
            var shown =
                    new CodePoints(entity.getPhrase())
                            .slice(words.get(hit.from()).start(), words.get(hit.to() - 1).end());
            var span = new Span(entity.getSpanStart(), entity.getSpanEnd());
            grounded(hit, span, shown, List.of(entity), found);
        }
        return longest(found);
    }

    private void weigh(Hit hit, Span span, List<Found> found) {
        var around =
                result.getEntities().stream()
                        .filter(e -> !e.getBoxes().isEmpty() && span.isInside(e))
                        .toList();
        var shown = text.slice(span.start(), span.end());
        if (!around.isEmpty()) {
            grounded(hit, span, shown, around, found);
            return;
        }
        var rule = policy.rule(hit);
        var words = new Grounds(List.of(), result.getConfidence());
        if (words.suffice(rule) && !span.isInside(ownWords)) {
            var place = new Place(EvidenceSource.CAPTION, span, shown, List.of());
            found.add(new Found(hit, finding(hit, place, words.confidence())));
        }
    }

    private void grounded(
            Hit hit, Span span, String shown, List<Entity> entities, List<Found> found) {
        var rule = policy.rule(hit);
        var counted =
                entities.stream()
                        .map(entity -> grounds(entity, rule))
                        .filter(grounds -> grounds.suffice(rule))
                        .toList();
        if (counted.isEmpty()) {
            return;
        }
        var boxes =
                counted.stream()
                        .flatMap(grounds -> grounds.boxes().stream())
                        .limit(MOST_BOXES)
                        .toList();
        double sure = counted.stream().mapToDouble(Grounds::confidence).max().orElse(0);
        var place = new Place(EvidenceSource.ENTITY, span, shown, boxes);
        found.add(new Found(hit, finding(hit, place, sure)));
    }

    /** The boxes that are large enough, and how sure the model is of the phrase. */
    private static Grounds grounds(Entity entity, ModerationRule rule) {
        var boxes =
                entity.getBoxes().stream()
                        .filter(box -> !(area(box) < rule.getMinBoxArea()))
                        .toList();
        return new Grounds(boxes, confidence(entity, boxes));
    }

    private static double confidence(Entity entity, List<ScoredBox> boxes) {
        var ofPhrase = entity.getPhraseConfidence();
        return ofPhrase != null
                ? ofPhrase
                : boxes.stream().mapToDouble(ScoredBox::getConfidence).max().orElse(0);
    }

    private Finding finding(Hit hit, Place place, double confidence) {
        var rule = policy.rule(hit);
        return Finding.newBuilder()
                .setRuleId(rule.getRuleId())
                .setCategory(rule.getCategory())
                .setSeverity(rule.getSeverity())
                .setVerdict(rule.getVerdict())
                .setTerm(hit.phrase().text())
                .setSource(place.source())
                .setText(place.text())
                .setSpanStart(place.span().start())
                .setSpanEnd(place.span().end())
                .setBoxes(place.boxes())
                .setConfidence(confidence)
                .setResultIndex(index)
                .build();
    }

    /** Of a rule's terms that lie in each other the longest: "machine gun", not "gun" as well. */
    private static List<Finding> longest(List<Found> found) {
        var ordered =
                found.stream()
                        .sorted(
                                Comparator.comparingInt((Found one) -> one.hit().phrase().rule())
                                        .thenComparingInt(one -> one.hit().from())
                                        .thenComparingInt(one -> -one.hit().to()))
                        .toList();
        var longest = new ArrayList<Finding>();
        int rule = -1;
        int reached = -1;
        for (var one : ordered) {
            if (one.hit().phrase().rule() != rule) {
                rule = one.hit().phrase().rule();
                reached = -1;
            }
            if (one.hit().to() > reached) {
                reached = one.hit().to();
                longest.add(one.finding());
            }
        }
        return longest;
    }

    /** The publisher's words in the text; an empty span if there are none. */
    private Span ownWords() {
        var own = result.getTask().getText();
        return switch (result.getTask().getKind()) {
            case GROUND_PHRASE, ANSWER, GROUNDED_ANSWER ->
                    own == null || own.isEmpty() ? Span.NOWHERE : spanOf(own);
            case UNSPECIFIED, BRIEF_CAPTION, DETAILED_CAPTION, PLAIN_CAPTION, DESCRIBE_REGION ->
                    Span.NOWHERE;
        };
    }

    private Span spanOf(String words) {
        int at = result.getText().indexOf(words);
        if (at < 0) {
            return Span.NOWHERE;
        }
        int start = result.getText().codePointCount(0, at);
        return new Span(start, start + words.codePointCount(0, words.length()));
    }

    private boolean standsInText(Entity entity) {
        return text.slice(entity.getSpanStart(), entity.getSpanEnd()).equals(entity.getPhrase());
    }

    private static double area(ScoredBox scored) {
        var box = scored.getBox();
        return (box.getX1() - box.getX0()) * (box.getY1() - box.getY0());
    }

    private record Span(int start, int end) {
        static final Span NOWHERE = new Span(0, 0);

        boolean isInside(Entity entity) {
            return isInside(new Span(entity.getSpanStart(), entity.getSpanEnd()));
        }

        boolean isInside(Span other) {
            return other.start <= start && end <= other.end;
        }
    }

    private record Grounds(List<ScoredBox> boxes, double confidence) {
        boolean suffice(ModerationRule rule) {
            boolean needsBox = rule.getGroundedOnly() || rule.getMinBoxArea() > 0;
            return !(confidence < rule.getMinConfidence()) && !(needsBox && boxes.isEmpty());
        }
    }

    private record Place(EvidenceSource source, Span span, String text, List<ScoredBox> boxes) {}

    private record Found(Hit hit, Finding finding) {}
}
