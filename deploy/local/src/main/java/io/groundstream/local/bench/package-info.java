/**
 * Measures what is promised. Quality: a model answers questions about fresh scenes, whose truth is
 * known, and what it got right is counted.
 */
@NullMarked
package io.groundstream.local.bench;

import org.jspecify.annotations.NullMarked;
