package io.groundstream.runner.intake;

import java.util.concurrent.CountDownLatch;

/**
 * What the threads of an intake hear from and tell to the outside.
 *
 * @param subscribed is counted down by the first poll that came back
 * @param closing is counted down when no request is to be taken any more
 */
record Signals(CountDownLatch subscribed, CountDownLatch closing, Standstill standstill) {
    Signals(Standstill standstill) {
        this(new CountDownLatch(1), new CountDownLatch(1), standstill);
    }
}
