/**
 * Spans from publish to annotation. The context travels in record headers whether anybody looks or
 * not; spans are made only where a collector is configured.
 *
 * <pre>
 *  header ─▶ Tracing.begin ─▶ Span ─▶ header of what is sent on
 *                               ╰─▶ SpanQueue (bounded) ─▶ OTLP over HTTP
 * </pre>
 */
@NullMarked
package io.groundstream.schemas.trace;

import org.jspecify.annotations.NullMarked;
