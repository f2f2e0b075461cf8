/** Writes ONNX graphs and their external weights. Nothing here knows a model family. */
@NullMarked
package io.groundstream.runner.importer.onnx;

import org.jspecify.annotations.NullMarked;
