package io.groundstream.runner.service;

import io.groundstream.runner.intake.Permit;
import io.groundstream.schemas.serde.RegistryUnavailableException;

import java.util.Optional;

/**
 * The cluster's word on a runner.
 *
 * @param producer makes a new one: a producer that was refused once may never work again
 */
record ClusterPermit(AskedCluster cluster, Runnable producer) implements Permit {
    @Override
    public Optional<String> refusal() {
        return cluster.refusal();
    }

    @Override
    public Optional<String> refusal(Throwable failure) {
        // has a patience of its own, and is no word of the cluster's
        boolean ofRegistry =
                failure instanceof RegistryUnavailableException
                        || failure.getCause() instanceof RegistryUnavailableException;
        return ofRegistry ? Optional.empty() : cluster.refusals().words(failure);
    }

    @Override
    public void renew() {
        producer.run();
    }
}
