/**
 * Writes the services' archives: for the same inputs the same bytes, whoever builds them and when.
 */
@NullMarked
package io.groundstream.distribution;

import org.jspecify.annotations.NullMarked;
