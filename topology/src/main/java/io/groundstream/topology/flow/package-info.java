/**
 * The Kafka Streams application around the decisions.
 *
 * <pre>
 *  images ─▶ admit ─┬─▶ inference-requests[-bulk]      ╭ image-states ╮
 *                   ├─▶ images, re-routed              │              │ shared by
 *                   ╰─▶ dead-letters, tombstones       ╰ image-due    ╯ admit and settle
 *  inference-results ─▶ settle ─┬─▶ annotations, each with its search-document
 *                   and, by the ├─▶ dead-letters, tombstones
 *                   clock, due  ╰─▶ inference-requests[-bulk], asked again
 * </pre>
 */
@NullMarked
package io.groundstream.topology.flow;

import org.jspecify.annotations.NullMarked;
