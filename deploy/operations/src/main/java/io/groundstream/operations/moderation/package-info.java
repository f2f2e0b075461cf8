/** Policies and overrides from the command line: written, shown, and tried before they count. */
@NullMarked
package io.groundstream.operations.moderation;

import org.jspecify.annotations.NullMarked;
