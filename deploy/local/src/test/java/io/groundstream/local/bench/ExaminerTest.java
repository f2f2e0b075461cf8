package io.groundstream.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.embedded.Exam;
import io.groundstream.embedded.Exam.Question;
import io.groundstream.embedded.Scenes;
import io.groundstream.runner.annotate.Job;
import io.groundstream.runner.annotate.Outcome;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.schemas.serde.TrustedRecords;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class ExaminerTest {
    private final List<Job> jobs = new ArrayList<>();
    private final List<Answered> marked = new ArrayList<>();

    @BeforeAll
    static void vouch() {
        TrustedRecords.vouch();
    }

    @Test
    void asksEveryTaskAndHandsTheResultsOnInOrder() {
        var examiner = new Examiner(this::echo, marked::add);

        for (long seed = 0; seed < 3; seed++) {
            var drawn = Scenes.draw(seed);
            examiner.ask(drawn, new Sheet(drawn.scene(), Papers.SHEET.exam()));
        }
        examiner.finish();

        assertThat(marked).extracting(each -> each.scene().seed()).containsExactly(0L, 1L, 2L);
        for (var answered : marked) {
            assertThat(answered.results())
                    .extracting(TaskResult::getTask)
                    .isEqualTo(answered.sheet().tasks());
            assertThat(answered.regions())
                    .extracting(result -> result.getTask().getKind())
                    .containsExactly(TaskKind.DESCRIBE_REGION);
            assertThat(answered.answers()).hasSize(3);
        }
    }

    @Test
    void aJobHasNoMoreTasksThanAreAllowed() {
        var questions = Collections.nCopies(40, new Question("What?", "this"));
        var drawn = Scenes.draw(1);
        var sheet = new Sheet(drawn.scene(), new Exam(List.of(), List.of(), questions));
        var examiner = new Examiner(this::echo, marked::add);

        examiner.ask(drawn, sheet);
        examiner.finish();

        assertThat(jobs).hasSizeGreaterThan(2).allMatch(job -> job.tasks().size() <= 16);
        assertThat(marked.getFirst().answers()).hasSize(40);
    }

    @Test
    void keepsNoMoreThanSixtyFourScenesOpen() {
        var examiner = new Examiner(this::echo, marked::add);
        var drawn = Scenes.draw(1);
        for (int i = 0; i < 70; i++) {
            examiner.ask(drawn, Sheet.withoutExam(drawn.scene()));
        }

        assertThat(marked).hasSize(6);
        examiner.finish();
        assertThat(marked).hasSize(70);
    }

    @Test
    void aSceneThatCannotBeAskedSaysWhichAndWhy() {
        var failed = Outcome.failure(FailureCode.BAD_TASK, Stage.ADMIT, "too long");
        var examiner = new Examiner(_ -> CompletableFuture.completedFuture(failed), marked::add);
        var drawn = Scenes.draw(5);
        examiner.ask(drawn, Sheet.withoutExam(drawn.scene()));

        assertThatThrownBy(examiner::finish)
                .hasMessage("scene 5 could not be asked: BAD_TASK: too long");
    }

    private CompletableFuture<Outcome> echo(Job job) {
        jobs.add(job);
        var results =
                job.tasks().stream()
                        .map(task -> TaskResult.newBuilder().setTask(task).build())
                        .toList();
        return CompletableFuture.completedFuture(
                new Outcome.Success(Generated.newBuilder().setResults(results).build()));
    }
}
