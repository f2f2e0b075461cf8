package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.TaskRequest;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** What each kind of task must carry, and must not. */
public final class TaskRules {
    private static final int MAX_TEXT_CHARS = 4_096;

    private TaskRules() {}

    /** The rule that the task breaks. */
    public static Optional<Refusal> broken(TaskRequest task) {
        return switch (task.getKind()) {
            case UNSPECIFIED -> refuse("the kind of a task is not known to this release");
            case BRIEF_CAPTION, DETAILED_CAPTION, PLAIN_CAPTION ->
                    noText(task).or(() -> noRegion(task));
            case GROUND_PHRASE, ANSWER, GROUNDED_ANSWER -> text(task).or(() -> noRegion(task));
            case DESCRIBE_REGION -> noText(task).or(() -> region(task));
        };
    }

    private static Optional<Refusal> text(TaskRequest task) {
        var text = task.getText();
        if (text == null || text.isBlank()) {
            return refuse(task.getKind() + " needs a text");
        }
        return check(
                text.length() <= MAX_TEXT_CHARS,
                task.getKind() + ": text of " + text.length() + " characters, at most 4096");
    }

    private static Optional<Refusal> region(TaskRequest task) {
        return check(
                isInside(task.getRegion()),
                task.getKind() + " needs a region with 0 <= x0 <= x1 <= 1 and 0 <= y0 <= y1 <= 1");
    }

    private static boolean isInside(@Nullable Box box) {
        return box != null && isSpan(box.getX0(), box.getX1()) && isSpan(box.getY0(), box.getY1());
    }

    private static boolean isSpan(double from, double to) {
        return 0 <= from && from <= to && to <= 1;
    }

    private static Optional<Refusal> noText(TaskRequest task) {
        var text = task.getText();
        return check(text == null || text.isEmpty(), task.getKind() + " takes no text");
    }

    private static Optional<Refusal> noRegion(TaskRequest task) {
        return check(task.getRegion() == null, task.getKind() + " takes no region");
    }

    private static Optional<Refusal> check(boolean holds, String message) {
        return holds ? Optional.empty() : refuse(message);
    }

    private static Optional<Refusal> refuse(String message) {
        return Optional.of(Refusal.atAdmission(FailureCode.BAD_TASK, message));
    }
}
