/**
 * Reads what a model said: the text without tags, its phrases with their places in the text and in
 * the picture, and how sure the model was of each.
 */
@NullMarked
package io.groundstream.runner.grounding;

import org.jspecify.annotations.NullMarked;
