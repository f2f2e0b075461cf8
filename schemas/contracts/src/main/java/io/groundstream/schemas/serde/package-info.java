/**
 * Records to bytes and back in Confluent's wire format, with typed errors for all that can be
 * wrong.
 */
@NullMarked
package io.groundstream.schemas.serde;

import org.jspecify.annotations.NullMarked;
