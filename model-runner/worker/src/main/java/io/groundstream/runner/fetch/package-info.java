/** Gets the bytes of a picture from the sources that the configuration allows, and no other. */
@NullMarked
package io.groundstream.runner.fetch;

import org.jspecify.annotations.NullMarked;
