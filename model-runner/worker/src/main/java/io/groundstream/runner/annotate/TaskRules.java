package io.groundstream.runner.annotate;

import io.groundstream.runner.language.BadTaskException;
import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;

import java.util.List;

/** What may be asked of any model: how many tasks, and what each kind must carry. */
final class TaskRules {
    static final int MOST_TASKS = 16;
    static final int MOST_CHARACTERS = 1_000;

    private static final TaskRequest BRIEF_CAPTION =
            new TaskRequest(TaskKind.BRIEF_CAPTION, null, null);

    private TaskRules() {}

    /** The tasks to do, one or more. */
    static List<TaskRequest> check(List<TaskRequest> tasks) throws BadTaskException {
        if (tasks.isEmpty()) {
            return List.of(BRIEF_CAPTION);
        }
        if (tasks.size() > MOST_TASKS) {
            throw new BadTaskException(
                    "an image has up to " + MOST_TASKS + " tasks, got " + tasks.size());
        }
        for (var task : tasks) {
            check(task);
        }
        return tasks;
    }

    private static void check(TaskRequest task) throws BadTaskException {
        switch (task.getKind()) {
            case UNSPECIFIED -> throw new BadTaskException("a task of a kind that is not known");
            case BRIEF_CAPTION, DETAILED_CAPTION, PLAIN_CAPTION -> {
                // these are asked without words
            }
            case GROUND_PHRASE, ANSWER, GROUNDED_ANSWER -> checkText(task);
            case DESCRIBE_REGION -> checkRegion(task);
        }
    }

    private static void checkText(TaskRequest task) throws BadTaskException {
        var text = task.getText();
        if (text == null || text.isBlank()) {
            throw new BadTaskException(task.getKind() + " requires a text");
        }
        if (text.length() > MOST_CHARACTERS) {
            throw new BadTaskException(
                    "a text has up to " + MOST_CHARACTERS + " characters, got " + text.length());
        }
    }

    private static void checkRegion(TaskRequest task) throws BadTaskException {
        var region = task.getRegion();
        if (region == null) {
            throw new BadTaskException(task.getKind() + " requires a region");
        }
        if (!isBox(region)) {
            throw new BadTaskException(
                    "a region has 0 <= x0 <= x1 <= 1 and 0 <= y0 <= y1 <= 1, got "
                            + "x0 %s, y0 %s, x1 %s, y1 %s"
                                    .formatted(
                                            region.getX0(),
                                            region.getY0(),
                                            region.getX1(),
                                            region.getY1()));
        }
    }

    // written so that a NaN is refused
    private static boolean isBox(Box box) {
        return box.getX0() >= 0
                && box.getX0() <= box.getX1()
                && box.getX1() <= 1
                && box.getY0() >= 0
                && box.getY0() <= box.getY1()
                && box.getY1() <= 1;
    }
}
