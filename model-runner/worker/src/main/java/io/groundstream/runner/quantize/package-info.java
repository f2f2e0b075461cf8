/**
 * Makes bundles whose matrix products are of bytes. Nothing here knows a model family: it finds
 * products with constant weights in a bundle's graph, and lets the bundle answer some pictures to
 * see what they are fed with.
 */
@NullMarked
package io.groundstream.runner.quantize;

import org.jspecify.annotations.NullMarked;
