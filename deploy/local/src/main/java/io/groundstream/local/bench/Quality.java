package io.groundstream.local.bench;

import io.groundstream.embedded.Exam.Question;
import io.groundstream.local.bench.Result.Bar;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts what was right, measure by measure. Belongs to one thread. */
final class Quality {
    private static final String ANSWERS = Measure.ANSWER_ACCURACY.key() + ".";
    private static final Bar CALIBRATION = new Bar(0.05, false, true);

    private final Map<Measure, Ratio> ratios = new EnumMap<>(Measure.class);
    private final SortedMap<String, Ratio> answers = new TreeMap<>();
    private final Reliability boxes = new Reliability(Claimed::confidence);
    private final Reliability referringBoxes = new Reliability(Claimed::confidence);
    private final Reliability phrases = new Reliability(Claimed::confidence);
    private final Reliability texts = new Reliability(Claimed::confidence);

    Quality() {
        for (var measure : Measure.values()) {
            ratios.put(measure, new Ratio());
        }
    }

    void add(Answered answered) {
        ratios.forEach((measure, ratio) -> ratio.add(measure.of(answered)));
        boxes.add(Claimed.boxes(answered));
        referringBoxes.add(Claimed.referringBoxes(answered));
        phrases.add(Claimed.phrases(answered));
        texts.add(List.of(Claimed.text(answered)));
        var words = new TreeSet<String>();
        answered.exam().questions().forEach(question -> words.add(firstWord(question)));
        for (var word : words) {
            answers.computeIfAbsent(word, _ -> new Ratio())
                    .add(Marking.answers(answered, q -> firstWord(q).equals(word)));
        }
    }

    /** Those with a bar, then the other calibration errors and answers by their first word. */
    List<Result> results() {
        var results = new ArrayList<Result>();
        ratios.forEach((measure, ratio) -> results.add(Result.of(measure, ratio)));
        results.add(Result.of("expectedCalibrationError", boxes, CALIBRATION));
        results.add(Result.of("referringCalibrationError", referringBoxes, null));
        results.add(Result.of("phraseCalibrationError", phrases, null));
        results.add(Result.of("textCalibrationError", texts, null));
        answers.forEach((word, ratio) -> results.add(Result.of(ANSWERS + word, ratio)));
        return results;
    }

    private static String firstWord(Question question) {
        return question.text().strip().split("\\s+", 2)[0];
    }
}
