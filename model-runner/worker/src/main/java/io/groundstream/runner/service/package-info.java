/** The model-runner as a process: configuration, wiring, health, and an orderly end. */
@NullMarked
package io.groundstream.runner.service;

import org.jspecify.annotations.NullMarked;
