/** Draws scenes, sends them through the stack and holds what comes back against what was drawn. */
@NullMarked
package io.groundstream.local.demo;

import org.jspecify.annotations.NullMarked;
