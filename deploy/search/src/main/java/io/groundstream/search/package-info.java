/**
 * What has come out of the stream, to be looked up and searched: annotated images, decisions and
 * dead letters, as indices on disk that follow their topics.
 */
@NullMarked
package io.groundstream.search;

import org.jspecify.annotations.NullMarked;
