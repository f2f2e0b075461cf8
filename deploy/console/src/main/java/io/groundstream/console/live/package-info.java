/**
 * What comes off the stream now, for whoever watches.
 *
 * <pre>
 * annotations ─┐
 * decisions   ─┼─▶ Follower ─▶ Verdicts ─▶ Ring ─┬─▶ Viewer ─▶ a page
 * dead-letters ┘   one thread   wait for           └─▶ Viewer ─▶ a page
 *                               each other             at its own pace, each in its request's thread
 * </pre>
 *
 * Nothing here waits for a page: a viewer that is too slow misses what has left the ring, and is
 * told how much that was.
 */
@NullMarked
package io.groundstream.console.live;

import org.jspecify.annotations.NullMarked;
