/** What people see: safe text, colours and widths. Nothing here knows what is shown. */
@NullMarked
package io.groundstream.local.terminal;

import org.jspecify.annotations.NullMarked;
