/** Numbers that stand beside a rival's of the same run, and how they are taken and shown. */
@NullMarked
package io.groundstream.local.bench.beside;

import org.jspecify.annotations.NullMarked;
