/**
 * Untrusted bytes in, a small square of RGB or a typed refusal out. Nothing here throws for what a
 * stranger sent; what bytes are is known to {@code decode} alone.
 */
@NullMarked
package io.groundstream.runner.image;

import org.jspecify.annotations.NullMarked;
