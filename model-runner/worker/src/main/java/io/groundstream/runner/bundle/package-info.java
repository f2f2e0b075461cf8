/** What a model is on disk: its manifest, its files, and the proof that they belong together. */
@NullMarked
package io.groundstream.runner.bundle;

import org.jspecify.annotations.NullMarked;
