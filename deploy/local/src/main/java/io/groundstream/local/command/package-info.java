/** The commands that a user types, one class each. */
@NullMarked
package io.groundstream.local.command;

import org.jspecify.annotations.NullMarked;
