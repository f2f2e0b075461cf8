package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.Failed;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.serde.BrokenRecordException;
import io.groundstream.schemas.serde.RegistryUnavailableException;
import io.groundstream.schemas.serde.UnknownSchemaException;
import io.groundstream.topology.decide.Refusal;

import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Failures that nobody foresaw. Each ends the one image that it is about as INTERNAL, where it
 * would otherwise stop the stream at the same record again and again. Not so many an hour, though:
 * beyond that the fault is not the images', and the stream stops before it has refused them all.
 * What Kafka, its stores and the registry throw goes on as it is. Safe for many threads.
 */
final class Unforeseen {
    static final int MOST = 100;
    private static final Duration SPAN = Duration.ofHours(1);
    private static final Logger log = LoggerFactory.getLogger(Unforeseen.class);

    private final Meters meters;
    private final Deque<Instant> last = new ArrayDeque<>();

    Unforeseen(Meters meters) {
        this.meters = meters;
    }

    /** Why the image ends; throws the failure on where it must not end for it. */
    Refusal refusal(RuntimeException failure, Stage stage, Object place, Instant now) {
        if (isOfTheSurroundings(failure) || !isOneOfFew(now)) {
            throw failure;
        }
        log.atError().addKeyValue("at", place).setCause(failure).log("an image ends as INTERNAL");
        meters.unforeseen();
        return new Refusal(FailureCode.INTERNAL, stage, "a fault of the topology: " + failure);
    }

    /** The same, for those who wait for work. */
    Failed outcome(RuntimeException failure, Stage stage, Object place, Instant now) {
        var why = refusal(failure, stage, place, now);
        return new Failed(why.code(), why.stage(), why.message(), false);
    }

    private static boolean isOfTheSurroundings(RuntimeException failure) {
        return switch (failure) {
            case KafkaException _ -> true;
            case RegistryUnavailableException _ -> true;
            case UnknownSchemaException _ -> true;
            // of a store: what it says of its image is lost
            case BrokenRecordException _ -> true;
            default -> false;
        };
    }

    private synchronized boolean isOneOfFew(Instant now) {
        if (last.size() == MOST) {
            if (last.getFirst().isAfter(now.minus(SPAN))) {
                return false;
            }
            last.removeFirst();
        }
        last.addLast(now);
        return true;
    }
}
