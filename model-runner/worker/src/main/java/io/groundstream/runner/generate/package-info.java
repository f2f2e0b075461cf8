/** Runs a bundle's graph on ONNX Runtime: pictures and prompts in, tokens out. */
@NullMarked
package io.groundstream.runner.generate;

import org.jspecify.annotations.NullMarked;
