/** Holds what a model said of a scene against what is really in it. */
@NullMarked
package io.groundstream.local.truth;

import org.jspecify.annotations.NullMarked;
