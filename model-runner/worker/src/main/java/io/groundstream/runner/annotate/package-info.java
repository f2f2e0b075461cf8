/**
 * A picture and its tasks in, one outcome out: fetch, gate, prompts, batches, results. Knows
 * nothing of Kafka.
 */
@NullMarked
package io.groundstream.runner.annotate;

import org.jspecify.annotations.NullMarked;
