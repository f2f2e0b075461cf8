package io.groundstream.topology;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.stream.Collectors;

import javax.management.JMException;
import javax.management.ObjectName;

/** What the broker of this process says of the bytes that came in and went out, by topic. */
final class BrokerTraffic {
    private static final String METRICS = "kafka.server:type=BrokerTopicMetrics,name=%s,topic=%s";

    double in(String topic) {
        return count("BytesInPerSec", topic);
    }

    double out(String topic) {
        return count("BytesOutPerSec", topic);
    }

    /** Into all topics whose name starts so, changelogs too. */
    double inUnder(String prefix) {
        return names(METRICS.formatted("BytesInPerSec", prefix + "*")).stream()
                .mapToDouble(BrokerTraffic::count)
                .sum();
    }

    private static double count(String name, String topic) {
        return names(METRICS.formatted(name, topic)).stream()
                .mapToDouble(BrokerTraffic::count)
                .sum();
    }

    private static Set<ObjectName> names(String pattern) {
        try {
            var server = ManagementFactory.getPlatformMBeanServer();
            return server.queryNames(new ObjectName(pattern), null).stream()
                    .collect(Collectors.toSet());
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double count(ObjectName name) {
        try {
            var server = ManagementFactory.getPlatformMBeanServer();
            return ((Number) server.getAttribute(name, "Count")).doubleValue();
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
