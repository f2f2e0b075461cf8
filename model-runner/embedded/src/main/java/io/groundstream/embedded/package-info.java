/** Draws scenes of simple things together with the truth about them: caption, phrases and boxes. */
@NullMarked
package io.groundstream.embedded;

import org.jspecify.annotations.NullMarked;
