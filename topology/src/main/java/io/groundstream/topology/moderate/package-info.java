/**
 * What a policy says of an annotation: pure decisions that know neither Kafka nor the clock. The
 * topology makes them, and whoever wants to know beforehand what it would decide makes the same.
 */
@NullMarked
package io.groundstream.topology.moderate;

import org.jspecify.annotations.NullMarked;
