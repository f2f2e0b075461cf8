package io.groundstream.console.live;

/** News at its place in the order in which the console saw them. */
record Shown(long sequence, News news) {}
