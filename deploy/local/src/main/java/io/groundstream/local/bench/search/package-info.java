/** Search by itself: how fast it indexes and answers, and whether it finds all. */
@NullMarked
package io.groundstream.local.bench.search;

import org.jspecify.annotations.NullMarked;
