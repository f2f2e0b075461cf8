/**
 * A small service that says how much work waits.
 *
 * <pre>
 *  offsets of topics and groups ─▶ Lags, every few seconds ─▶ LagBoard ─▶ /metrics
 * </pre>
 */
@NullMarked
package io.groundstream.lag;

import org.jspecify.annotations.NullMarked;
