/**
 * How the pipeline is doing, measured from outside.
 *
 * <pre>
 *  /metrics of runners and topologies ─▶ Scraper ─╮
 *                                                 ├▶ Measure ─▶ Ring (ten minutes) ─▶ GET, SSE
 *  offsets of topics and groups ───────▶ Lags ────╯
 * </pre>
 */
@NullMarked
package io.groundstream.console.pipeline;

import org.jspecify.annotations.NullMarked;
