package io.groundstream.runner.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.annotate.Job;
import io.groundstream.runner.annotate.Outcome;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Stage;

import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CompletableFuture;

class DrainLimitTest {
    private final DrainLimit limit = new DrainLimit();
    private final CompletableFuture<AcknowledgeType> handled = new CompletableFuture<>();
    private final RequestHandler handler = limit.around((_, _, _) -> handled);

    @Test
    void whatIsAnsweredInTimeKeepsItsAnswer() {
        var answer = handle();
        handled.complete(AcknowledgeType.ACCEPT);
        limit.end();

        assertThat(answer).isCompletedWithValue(AcknowledgeType.ACCEPT);
    }

    @Test
    void whatIsNotAnsweredAtTheLimitGoesBack() {
        var answer = handle();
        limit.end();

        assertThat(answer).isCompletedWithValue(AcknowledgeType.RELEASE);
    }

    @Test
    void whatComesAfterTheLimitGoesBackAtOnce() {
        limit.end();

        assertThat(handle()).isCompletedWithValue(AcknowledgeType.RELEASE);
    }

    @Test
    void anOutcomeAfterTheLimitIsDropped() {
        var outcome = new CompletableFuture<Outcome>();
        var seen = limit.around(_ -> outcome).apply(Job.of(new byte[0], List.of()));
        limit.end();
        outcome.complete(Outcome.transientFailure(FailureCode.INTERNAL, Stage.QUEUE, "closing"));

        assertThat(seen).isNotDone();
    }

    private CompletableFuture<AcknowledgeType> handle() {
        return handler.handle(FakeShareConsumer.request("a", 1, 0, new byte[0]), false, 0);
    }
}
