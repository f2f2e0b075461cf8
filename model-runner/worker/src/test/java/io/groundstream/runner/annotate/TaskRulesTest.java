package io.groundstream.runner.annotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.runner.language.BadTaskException;
import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;

class TaskRulesTest {
    private static final Box WHOLE = new Box(0.0, 0.0, 1.0, 1.0);

    @Test
    void noTaskMeansOneBriefCaption() throws Exception {
        assertThat(TaskRules.check(List.of()))
                .extracting(TaskRequest::getKind)
                .containsExactly(TaskKind.BRIEF_CAPTION);
    }

    @Test
    void takesEveryKindThatIsComplete() throws Exception {
        var tasks =
                List.of(
                        new TaskRequest(TaskKind.BRIEF_CAPTION, null, null),
                        new TaskRequest(TaskKind.DETAILED_CAPTION, null, null),
                        new TaskRequest(TaskKind.PLAIN_CAPTION, null, null),
                        new TaskRequest(TaskKind.GROUND_PHRASE, "a cat", null),
                        new TaskRequest(TaskKind.DESCRIBE_REGION, null, WHOLE),
                        new TaskRequest(TaskKind.ANSWER, "why?", null),
                        new TaskRequest(TaskKind.GROUNDED_ANSWER, "where?", null));

        assertThat(TaskRules.check(tasks)).isEqualTo(tasks);
    }

    @Test
    void refusesWhatIsNotKnownIncompleteOrTooMuch() {
        assertRefused(new TaskRequest(TaskKind.UNSPECIFIED, null, null), "not known");
        assertRefused(new TaskRequest(TaskKind.ANSWER, null, null), "requires a text");
        assertRefused(new TaskRequest(TaskKind.GROUND_PHRASE, "  ", null), "requires a text");
        assertRefused(new TaskRequest(TaskKind.ANSWER, "x".repeat(1_001), null), "got 1001");
        assertRefused(new TaskRequest(TaskKind.DESCRIBE_REGION, null, null), "a region");
        for (var box :
                List.of(
                        new Box(0.5, 0.0, 0.4, 1.0),
                        new Box(-0.1, 0.0, 0.4, 1.0),
                        new Box(0.0, 0.0, 1.1, 1.0),
                        new Box(Double.NaN, 0.0, 1.0, 1.0))) {
            assertRefused(new TaskRequest(TaskKind.DESCRIBE_REGION, null, box), "x0 <= x1");
        }
        assertThatThrownBy(
                        () ->
                                TaskRules.check(
                                        Collections.nCopies(
                                                17,
                                                new TaskRequest(
                                                        TaskKind.BRIEF_CAPTION, null, null))))
                .hasMessageContaining("got 17");
    }

    private static void assertRefused(TaskRequest task, String why) {
        assertThatThrownBy(() -> TaskRules.check(List.of(task)))
                .isInstanceOf(BadTaskException.class)
                .hasMessageContaining(why);
    }
}
