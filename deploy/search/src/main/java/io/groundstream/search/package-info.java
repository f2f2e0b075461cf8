/** Indices on disk that follow compacted topics. */
@NullMarked
package io.groundstream.search;

import org.jspecify.annotations.NullMarked;
