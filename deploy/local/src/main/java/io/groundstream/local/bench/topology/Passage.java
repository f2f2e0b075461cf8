package io.groundstream.local.bench.topology;

import io.groundstream.local.bench.beside.Rate;

import java.util.List;

/**
 * How many events went through, once the code was warm.
 *
 * @param perSecond by the clock
 * @param cpuMillis processor time of the topology for one event
 */
record Passage(double perSecond, double cpuMillis) {
    static Passage of(List<Long> moments, double cpuMillis) {
        return new Passage(Rate.steady(moments), cpuMillis);
    }

    /** One after the other. */
    Passage then(Passage next) {
        return new Passage(1 / (1 / perSecond + 1 / next.perSecond), cpuMillis + next.cpuMillis);
    }

    Passage mean(Passage other) {
        return new Passage((perSecond + other.perSecond) / 2, (cpuMillis + other.cpuMillis) / 2);
    }
}
