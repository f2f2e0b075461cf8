/** What could not be annotated, and publishing it again. */
@NullMarked
package io.groundstream.console.letters;

import org.jspecify.annotations.NullMarked;
