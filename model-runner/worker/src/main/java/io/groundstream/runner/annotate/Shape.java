package io.groundstream.runner.annotate;

/** Rows of one shape can share a model call. */
record Shape(int promptTokens, int newTokens) {}
