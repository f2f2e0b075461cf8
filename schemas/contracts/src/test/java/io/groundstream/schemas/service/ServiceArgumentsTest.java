package io.groundstream.schemas.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

class ServiceArgumentsTest {
    @Test
    void nothingMeansThatTheEnvironmentSaysItAll() {
        assertThat(ServiceArguments.of().config()).isNull();
    }

    @Test
    void aFileStandsAloneOrBehindItsOption() {
        assertThat(ServiceArguments.of("a.properties").config()).isEqualTo(Path.of("a.properties"));
        assertThat(ServiceArguments.of("--config", "a.properties").config())
                .isEqualTo(Path.of("a.properties"));
    }

    @Test
    void theLastFileCountsSoThatALauncherMayNameADefault() {
        assertThat(ServiceArguments.of("--config", "default", "--config", "mine").config())
                .isEqualTo(Path.of("mine"));
    }

    @Test
    void whatIsUnknownIsToldWithTheUsage() {
        assertThatThrownBy(() -> ServiceArguments.of("--port", "1"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("unknown option --port; usage: [--config FILE]");
        assertThatThrownBy(() -> ServiceArguments.of("--config"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--config needs a file");
        assertThatThrownBy(() -> ServiceArguments.of("--help"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("usage: [--config FILE]");
    }
}
