/** The page in a real browser. */
@NullMarked
package io.groundstream.console.browser;

import org.jspecify.annotations.NullMarked;
