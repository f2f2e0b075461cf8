package io.groundstream.local.bench;

import io.groundstream.embedded.Exam;
import io.groundstream.embedded.Scene;
import io.groundstream.embedded.Score;
import io.groundstream.local.truth.Claims;
import io.groundstream.schemas.avro.TaskResult;

import java.util.List;

/** A sheet and the model's results, one for each task in the sheet's order. */
record Answered(Sheet sheet, List<TaskResult> results) {
    Answered {
        int tasks = sheet.tasks().size();
        if (results.size() != tasks) {
            throw new IllegalArgumentException(
                    "wanted " + tasks + " results, got " + results.size());
        }
        results = List.copyOf(results);
    }

    Scene scene() {
        return sheet.scene();
    }

    Exam exam() {
        return sheet.exam();
    }

    TaskResult caption() {
        return results.getFirst();
    }

    /** How much of the scene the brief caption got right. */
    Score captionScore() {
        return Claims.score(scene(), List.of(caption()));
    }

    List<TaskResult> phrases() {
        return from(1, scene().things().size());
    }

    List<TaskResult> refers() {
        return from(1 + scene().things().size(), exam().refers().size());
    }

    List<TaskResult> regions() {
        return from(1 + scene().things().size() + exam().refers().size(), exam().regions().size());
    }

    List<TaskResult> answers() {
        int count = exam().questions().size();
        return from(results.size() - count, count);
    }

    private List<TaskResult> from(int start, int count) {
        return results.subList(start, start + count);
    }
}
