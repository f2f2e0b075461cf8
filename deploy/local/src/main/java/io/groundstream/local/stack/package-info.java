/**
 * Broker, registry, topology and runner as child processes of this one, which answer for each
 * other.
 */
@NullMarked
package io.groundstream.local.stack;

import org.jspecify.annotations.NullMarked;
