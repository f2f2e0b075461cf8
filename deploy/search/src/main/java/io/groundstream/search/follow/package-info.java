/**
 * Lucene indices on disk that follow compacted topics. Nothing here knows what is searched for.
 *
 * <pre>
 * topic ─▶ Session ─▶ Followed ─▶ LiveIndex ─▶ disk
 *   (one consumer)   (one topic)  (records and, in the same commit, the bookmark)
 * </pre>
 */
@NullMarked
package io.groundstream.search.follow;

import org.jspecify.annotations.NullMarked;
