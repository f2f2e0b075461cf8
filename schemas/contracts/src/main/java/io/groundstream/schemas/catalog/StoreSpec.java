package io.groundstream.schemas.catalog;

import io.groundstream.schemas.avro.ImageState;
import io.groundstream.schemas.avro.ModerationState;
import io.groundstream.schemas.avro.ModerationWalk;
import io.groundstream.schemas.avro.WorkResult;
import io.groundstream.schemas.avro.WorkState;
import io.groundstream.schemas.avro.WorkWaiter;

import org.apache.avro.Schema;

import java.util.List;

/** One state store of the topology: the subject and the schema of what it keeps. */
public record StoreSpec(String subject, Schema schema) {
    /** Every store whose values have a contract. */
    public static List<StoreSpec> all(Topics topics) {
        return List.of(
                new StoreSpec(topics.imageStatesSubject(), ImageState.getClassSchema()),
                new StoreSpec(topics.workStatesSubject(), WorkState.getClassSchema()),
                new StoreSpec(topics.workWaitersSubject(), WorkWaiter.getClassSchema()),
                new StoreSpec(topics.workResultsSubject(), WorkResult.getClassSchema()),
                new StoreSpec(topics.moderationStatesSubject(), ModerationState.getClassSchema()),
                new StoreSpec(topics.moderationWalksSubject(), ModerationWalk.getClassSchema()));
    }
}
