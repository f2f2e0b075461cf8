/** Words to token ids and back; what a user writes never becomes a control token. */
@NullMarked
package io.groundstream.runner.tokenize;

import org.jspecify.annotations.NullMarked;
