/**
 * The dead letters of a cluster: which are current, and publishing their events again.
 *
 * <pre>
 *  dead-letters ─▶ the letters that stand ─╮
 *  images, from their origins on ──────────┴▶ is each still the last of its image? ─▶ images
 * </pre>
 */
@NullMarked
package io.groundstream.operations.letters;

import org.jspecify.annotations.NullMarked;
