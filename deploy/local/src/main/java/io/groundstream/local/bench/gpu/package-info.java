/** The generator by itself on one device, beside the reference and beside what physics allows. */
@NullMarked
package io.groundstream.local.bench.gpu;

import org.jspecify.annotations.NullMarked;
