package io.groundstream.topology.flow;

import io.groundstream.topology.decide.FlightLimits;
import io.groundstream.topology.decide.Reuse;

import java.time.Duration;

/**
 * What an operator decides about the flow.
 *
 * @param limits how long and how often work is asked for
 * @param reuse which results are given to later images
 * @param punctuateInterval how often work that is due is looked for
 */
public record FlowSettings(FlightLimits limits, Reuse reuse, Duration punctuateInterval) {}
