/** The product's guarantees, as assertions that every test can end with. */
@NullMarked
package io.groundstream.testing;

import org.jspecify.annotations.NullMarked;
