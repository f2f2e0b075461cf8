/**
 * The KOSMOS-2 family: its configuration, its tensors, its prompts, and its graph, which is vision
 * tower → projection → prefill → one token a step in a loop.
 */
@NullMarked
package io.groundstream.runner.importer.kosmos2;

import org.jspecify.annotations.NullMarked;
