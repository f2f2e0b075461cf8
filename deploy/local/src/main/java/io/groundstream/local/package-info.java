/** The command {@code groundstream}. */
@NullMarked
package io.groundstream.local;

import org.jspecify.annotations.NullMarked;
