/**
 * What becomes of an image: plain decisions that are handed the state and the time. Nothing here
 * knows Kafka.
 */
@NullMarked
package io.groundstream.topology.decide;

import org.jspecify.annotations.NullMarked;
