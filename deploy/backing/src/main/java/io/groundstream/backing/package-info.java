/** A real broker and a real registry on loopback, for the local stack and for tests. */
@NullMarked
package io.groundstream.backing;

import org.jspecify.annotations.NullMarked;
