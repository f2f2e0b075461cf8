/**
 * How long the parts of the model-runner take by themselves. A part that its package keeps to
 * itself is measured from a package of the same name in this module.
 */
@NullMarked
package io.groundstream.benchmarks;

import org.jspecify.annotations.NullMarked;
