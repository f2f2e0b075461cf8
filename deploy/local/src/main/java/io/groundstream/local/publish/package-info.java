/** Sends pictures to the images topic and tells what became of each. */
@NullMarked
package io.groundstream.local.publish;

import org.jspecify.annotations.NullMarked;
