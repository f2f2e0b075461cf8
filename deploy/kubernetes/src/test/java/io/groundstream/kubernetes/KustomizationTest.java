package io.groundstream.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that can be known about the manifests without a cluster. */
final class KustomizationTest {
    @ParameterizedTest
    @ValueSource(strings = {"overlays/cpu", "overlays/gpu", "prepare"})
    void whatAKustomizationMakesIsSound(String kustomization) {
        assertThat(Check.faults(Repository.MANIFESTS, kustomization)).isEmpty();
    }
}
