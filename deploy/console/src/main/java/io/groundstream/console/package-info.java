/** The console: a page and a REST interface to what the stream sees. */
@NullMarked
package io.groundstream.console;

import org.jspecify.annotations.NullMarked;
