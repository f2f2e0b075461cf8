/**
 * The Kafka Streams application around the decisions.
 *
 * <pre>
 *  by image                                                  image-states
 *  images ──▶ admit ──┬─▶ claims
 *                     ├─▶ images, re-routed
 *                     ╰─▶ dead-letters, tombstones
 *  answers ─▶ settle ─┬─▶ annotations, each with its search-document and its decision
 *                     ╰─▶ dead-letters, tombstones
 *  moderation-overrides ─▶ overrule ─▶ moderation-decisions    moderation, shared by admit,
 *      and, by the clock, all of them again under a new policy settle and overrule
 *
 *  by work key                  work-states, work-waiters, work-due, work-results
 *  claims ──▶ dispatch ─┬─▶ inference-requests[-bulk]
 *                       ╰─▶ answers: stored results, deadlines
 *  inference-results ─▶ collect ─┬─▶ answers
 *      and, by the clock, due    ╰─▶ inference-requests[-bulk], asked again
 * </pre>
 */
@NullMarked
package io.groundstream.topology.flow;

import org.jspecify.annotations.NullMarked;
