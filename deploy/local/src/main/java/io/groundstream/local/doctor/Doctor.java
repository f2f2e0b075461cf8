package io.groundstream.local.doctor;

import io.groundstream.operations.kafka.Cluster;

import java.util.List;
import java.util.function.Consumer;

/** Looks at all that the product needs, from the machine to the schemas. */
public final class Doctor {
    private static final List<String> OF_A_BROKER = List.of("share-groups", "topics", "group");

    private final Findings findings;

    public Doctor(Consumer<Finding> told) {
        this.findings = new Findings(told);
    }

    /**
     * Looks at everything, also after a fault.
     *
     * @return true if nothing is wrong
     */
    public boolean examine(Needs needs, List<UpPort> ports, Cluster cluster)
            throws InterruptedException {
        new MachineChecks(findings).look(needs);
        for (var port : ports) {
            port.look(findings);
        }
        new ModelChecks(findings).look(needs);
        lookAt(cluster, needs);
        new RegistryChecks(findings, cluster).look();
        return !findings.hasFaults();
    }

    private void lookAt(Cluster cluster, Needs needs) throws InterruptedException {
        try (var brokers = new BrokerChecks(findings, cluster)) {
            brokers.look();
            if (findings.isFaulty(BrokerChecks.NAME)) {
                OF_A_BROKER.forEach(check -> findings.skipped(check, "no broker to ask"));
            } else {
                brokers.lookAtShareGroups();
                if (needs.role() != null) {
                    brokers.lookAtPermissions(needs.role());
                }
                brokers.topics(needs).look();
            }
        }
    }
}
