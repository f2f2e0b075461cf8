package io.groundstream.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Single configuration values of a cluster. */
final class Configs {
    private Configs() {}

    static String get(Admin admin, ConfigResource resource, String key) throws Exception {
        return admin.describeConfigs(List.of(resource)).all().get().get(resource).get(key).value();
    }

    /** Waits until the broker has heard of the value from its controller. */
    static void await(Admin admin, ConfigResource resource, String key, String value)
            throws Exception {
        var giveUp = Instant.now().plusSeconds(30);
        while (!value.equals(get(admin, resource, key)) && Instant.now().isBefore(giveUp)) {
            Thread.onSpinWait();
        }
        assertThat(get(admin, resource, key)).as(key).isEqualTo(value);
    }

    static void set(Admin admin, ConfigResource resource, String key, String value)
            throws Exception {
        var op = new AlterConfigOp(new ConfigEntry(key, value), OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(op))).all().get();
    }
}
