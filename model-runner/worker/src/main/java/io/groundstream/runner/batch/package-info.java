/**
 * Gathers queued items into batches, one model call each. Nothing here knows Kafka or ONNX Runtime.
 */
@NullMarked
package io.groundstream.runner.batch;

import org.jspecify.annotations.NullMarked;
