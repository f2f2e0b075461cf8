/** What the reference implementation answered, and the bundles of the checkpoints that it read. */
@NullMarked
package io.groundstream.runner.goldens;

import org.jspecify.annotations.NullMarked;
