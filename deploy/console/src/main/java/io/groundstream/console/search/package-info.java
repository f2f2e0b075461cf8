/** The REST interface to what has been indexed: search, and all that is known of one image. */
@NullMarked
package io.groundstream.console.search;

import org.jspecify.annotations.NullMarked;
