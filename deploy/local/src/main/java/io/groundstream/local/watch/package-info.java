/** Records of the topics as a person reads them. */
@NullMarked
package io.groundstream.local.watch;

import org.jspecify.annotations.NullMarked;
