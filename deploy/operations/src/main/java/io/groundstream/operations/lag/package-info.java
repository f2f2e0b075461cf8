/** How much work waits for the topology and for the runners, as the cluster tells it. */
@NullMarked
package io.groundstream.operations.lag;

import org.jspecify.annotations.NullMarked;
