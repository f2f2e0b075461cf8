/**
 * A picture that a person brings, and the pipeline's answer to it.
 *
 * <pre>
 *  POST /try ─▶ images ─▶ the pipeline ─▶ annotations, dead-letters ─▶ Answers ─▶ GET /try/…
 * </pre>
 */
@NullMarked
package io.groundstream.console.ask;

import org.jspecify.annotations.NullMarked;
