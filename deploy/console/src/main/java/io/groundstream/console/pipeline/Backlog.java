package io.groundstream.console.pipeline;

/**
 * What the cluster says about the work that waits.
 *
 * @param images events that the topology has not read
 * @param requests requests that no runner has done with
 * @param arrived the sum of the ends of images, which grows with each event
 */
record Backlog(long images, long requests, long arrived) {}
