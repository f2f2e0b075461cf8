package io.groundstream.runner.annotate;

import io.groundstream.runner.image.Gated.Prepared;
import io.groundstream.schemas.avro.TaskRequest;

import java.util.List;

/** A picture that has passed every check, with a prompt for each task. */
record Ready(
        Prepared picture,
        String sha256,
        List<TaskRequest> tasks,
        List<long[]> prompts,
        long fetchNanos,
        long decodeNanos) {}
