package io.groundstream.local.bench;

import io.groundstream.embedded.Exam.Question;
import io.groundstream.embedded.Score;
import io.groundstream.local.truth.Claims;
import io.groundstream.schemas.avro.ScoredBox;
import io.groundstream.schemas.avro.TaskResult;

import java.util.List;
import java.util.function.Predicate;

/** Marks what was answered to a sheet, one kind of task each. */
final class Marking {
    private Marking() {}

    static Mark found(Score score) {
        return new Mark(score.found(), score.phrases());
    }

    static Mark overlaps(Score score) {
        return new Mark(score.overlaps(), score.phrases());
    }

    static Mark phrases(Answered answered) {
        return found(Claims.score(answered.scene(), answered.phrases()));
    }

    static Mark refers(Answered answered) {
        var refers = answered.exam().refers();
        int right = 0;
        for (int i = 0; i < refers.size(); i++) {
            if (Referring.isRight(refers.get(i).boxes(), boxes(answered.refers().get(i)))) {
                right++;
            }
        }
        return new Mark(right, refers.size());
    }

    static Mark regions(Answered answered) {
        var regions = answered.exam().regions();
        int right = 0;
        for (int i = 0; i < regions.size(); i++) {
            var text = answered.regions().get(i).getText();
            if (Wording.describes(text, regions.get(i).thing())) {
                right++;
            }
        }
        return new Mark(right, regions.size());
    }

    static Mark answers(Answered answered, Predicate<Question> which) {
        var questions = answered.exam().questions();
        int right = 0;
        int cases = 0;
        for (int i = 0; i < questions.size(); i++) {
            var question = questions.get(i);
            if (which.test(question)) {
                cases++;
                var text = answered.answers().get(i).getText();
                right += Wording.answers(text, question.answer()) ? 1 : 0;
            }
        }
        return new Mark(right, cases);
    }

    private static List<ScoredBox> boxes(TaskResult result) {
        return result.getEntities().stream().flatMap(e -> e.getBoxes().stream()).toList();
    }
}
