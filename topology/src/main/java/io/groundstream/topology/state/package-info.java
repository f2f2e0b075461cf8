/** Bounds and measures what the stores take: memory, disk, and the time to restore them. */
@NullMarked
package io.groundstream.topology.state;

import org.jspecify.annotations.NullMarked;
