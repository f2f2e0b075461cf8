package io.groundstream.runner.annotate;

import java.nio.ByteBuffer;

/** One picture under one prompt. Neither is written to. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Row(ByteBuffer rgb, long[] prompt) {}
