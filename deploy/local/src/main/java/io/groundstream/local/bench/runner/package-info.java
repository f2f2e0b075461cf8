/**
 * What the model-runner does with its time, beside rivals on the same cores in the same run: the
 * bare generator, the worker that somebody would write in Python, a bare loop of Kafka's clients.
 */
@NullMarked
package io.groundstream.local.bench.runner;

import org.jspecify.annotations.NullMarked;
