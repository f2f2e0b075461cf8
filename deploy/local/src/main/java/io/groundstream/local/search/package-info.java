/** Asks a console, and shows what it found. */
@NullMarked
package io.groundstream.local.search;

import org.jspecify.annotations.NullMarked;
