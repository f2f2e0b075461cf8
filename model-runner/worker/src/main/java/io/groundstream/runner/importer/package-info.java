/**
 * Makes a model bundle of a Hugging Face checkpoint directory: {@code config.json} names the
 * family, the family assembles the graph, weights stream from a memory map into the bundle.
 */
@NullMarked
package io.groundstream.runner.importer;

import org.jspecify.annotations.NullMarked;
