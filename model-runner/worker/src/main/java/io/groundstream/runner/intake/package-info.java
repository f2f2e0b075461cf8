/**
 * Requests in, results out, over Kafka: every request is acknowledged only when the broker has its
 * result.
 *
 * <pre>
 *   open a consumer ▶ poll ▶ answer ▶ publish ▶ acknowledge ▶ commit ▶ poll …
 *   rounds of several threads overlap, unless the process is cautious: then one thread polls one
 *   request at a time, and nothing else is in flight
 * </pre>
 */
@NullMarked
package io.groundstream.runner.intake;

import org.jspecify.annotations.NullMarked;
