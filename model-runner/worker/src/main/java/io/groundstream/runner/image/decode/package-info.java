/**
 * Untrusted bytes to rows of RGB. Each format is read in two steps: its structure by our own code,
 * which is all that happens before limits are judged, then its pixels. What a decoder is shown are
 * the parts that make pixels and nothing else: no profiles, no comments, no further pictures.
 */
@NullMarked
package io.groundstream.runner.image.decode;

import org.jspecify.annotations.NullMarked;
