package io.groundstream.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** All that can be known about the compose files without a container engine. */
final class ComposeTest {
    @Test
    void theComposeFilesAreSound() {
        assertThat(ComposeCheck.faults(Repository.DOCKER)).isEmpty();
    }
}
