/** Small copies of pictures that stand on the images topic. The original bytes are never served. */
@NullMarked
package io.groundstream.console.picture;

import org.jspecify.annotations.NullMarked;
