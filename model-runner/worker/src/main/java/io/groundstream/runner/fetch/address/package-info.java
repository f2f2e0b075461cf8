/** Which addresses of the network may be connected to. Nothing here knows a protocol. */
@NullMarked
package io.groundstream.runner.fetch.address;

import org.jspecify.annotations.NullMarked;
