/** Between tasks and tokens: what a model is asked, and what its answer means. */
@NullMarked
package io.groundstream.runner.language;

import org.jspecify.annotations.NullMarked;
