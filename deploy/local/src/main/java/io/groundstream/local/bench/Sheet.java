package io.groundstream.local.bench;

import io.groundstream.embedded.Exam;
import io.groundstream.embedded.Scene;
import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;

import java.util.ArrayList;
import java.util.List;

/** What is asked about a scene: its brief caption, the phrase of each thing, and an exam. */
record Sheet(Scene scene, Exam exam) {
    private static final Exam NO_EXAM = new Exam(List.of(), List.of(), List.of());

    /** Everything that can be asked. */
    static Sheet whole(Scene scene) {
        return new Sheet(scene, scene.exam());
    }

    /** The caption and the phrases alone. */
    static Sheet withoutExam(Scene scene) {
        return new Sheet(scene, NO_EXAM);
    }

    /** In the order of {@link Answered}. */
    List<TaskRequest> tasks() {
        var tasks = new ArrayList<TaskRequest>();
        tasks.add(new TaskRequest(TaskKind.BRIEF_CAPTION, null, null));
        scene.things().forEach(thing -> tasks.add(phrase(thing.phrase())));
        exam.refers().forEach(refer -> tasks.add(phrase(refer.text())));
        exam.regions().forEach(region -> tasks.add(region(region.box())));
        exam.questions()
                .forEach(
                        question ->
                                tasks.add(new TaskRequest(TaskKind.ANSWER, question.text(), null)));
        return tasks;
    }

    private static TaskRequest phrase(String text) {
        return new TaskRequest(TaskKind.GROUND_PHRASE, text, null);
    }

    private static TaskRequest region(io.groundstream.embedded.Box at) {
        return new TaskRequest(
                TaskKind.DESCRIBE_REGION, null, new Box(at.x0(), at.y0(), at.x1(), at.y1()));
    }
}
