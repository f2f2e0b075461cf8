/** Pictures with what the model saw drawn into them. */
@NullMarked
package io.groundstream.local.picture;

import org.jspecify.annotations.NullMarked;
