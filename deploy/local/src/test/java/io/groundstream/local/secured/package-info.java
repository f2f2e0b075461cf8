/** The services where nobody may do anything by default: what they need, and what they say. */
@NullMarked
package io.groundstream.local.secured;

import org.jspecify.annotations.NullMarked;
