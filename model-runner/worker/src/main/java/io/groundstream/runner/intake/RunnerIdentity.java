package io.groundstream.runner.intake;

/**
 * What an answer needs to know of who gives it.
 *
 * @param name of this instance, in results
 * @param deliveryLimit the delivery at which the broker would drop a request next
 */
record RunnerIdentity(String name, int deliveryLimit) {}
