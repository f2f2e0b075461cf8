/**
 * The topology beside a bare one that makes the same hops, and what its state takes as images grow
 * in number.
 */
@NullMarked
package io.groundstream.local.bench.topology;

import org.jspecify.annotations.NullMarked;
