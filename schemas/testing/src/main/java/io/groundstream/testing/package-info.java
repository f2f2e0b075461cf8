/** A real broker and a real registry on loopback, and the product's guarantees as assertions. */
@NullMarked
package io.groundstream.testing;

import org.jspecify.annotations.NullMarked;
