/** How logs are written. */
@NullMarked
package io.groundstream.logging;

import org.jspecify.annotations.NullMarked;
