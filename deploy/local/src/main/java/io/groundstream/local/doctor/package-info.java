/** Looks for what keeps the product from running, and says what to do about it. */
@NullMarked
package io.groundstream.local.doctor;

import org.jspecify.annotations.NullMarked;
