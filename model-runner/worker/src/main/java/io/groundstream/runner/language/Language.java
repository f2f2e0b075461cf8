package io.groundstream.runner.language;

import io.groundstream.schemas.avro.TaskRequest;
import io.groundstream.schemas.avro.TaskResult;

/** Between tasks and tokens, as one model's bundle has it. Safe for use by many threads. */
public interface Language extends AutoCloseable {
    /** The prompt for a task that has passed the rules. */
    long[] prompt(TaskRequest task) throws BadTaskException;

    /** What the tokens mean as an answer to the task. */
    TaskResult result(TaskRequest task, long[] prompt, Said said);

    @Override
    void close();
}
