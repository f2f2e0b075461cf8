/** One try at getting a picture: how it may fail, and when there is another. */
@NullMarked
package io.groundstream.runner.fetch.attempt;

import org.jspecify.annotations.NullMarked;
