/** Contracts as plain JSON, for people and scripts. */
@NullMarked
package io.groundstream.schemas.json;

import org.jspecify.annotations.NullMarked;
