package io.groundstream.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Properties;

class TerminalTest {
    @Test
    void withoutTheLaunchersWordNobodyLooks() {
        var terminal = Terminal.of(new Properties(), Map.of());

        assertThat(terminal.coloursOut()).isFalse();
        assertThat(terminal.err()).isFalse();
        assertThat(terminal.width()).isZero();
    }

    @Test
    void coloursAreForTerminalsAndForThoseWhoWantThem() {
        assertThat(terminal("120", Map.of("TERM", "xterm")).coloursOut()).isTrue();
        assertThat(terminal("120", Map.of("NO_COLOR", "")).coloursOut()).isTrue();
        assertThat(terminal("120", Map.of("NO_COLOR", "1")).coloursOut()).isFalse();
        assertThat(terminal("120", Map.of("TERM", "dumb")).coloursOut()).isFalse();
    }

    @Test
    void theWidthIsTheTerminalsOrTheUsualOne() {
        assertThat(terminal("120", Map.of()).width()).isEqualTo(120);
        assertThat(terminal("120", Map.of()).helpWidth()).isEqualTo(100);
        assertThat(terminal("3", Map.of()).width()).isEqualTo(20);
        for (var none : new String[] {"", "0", "-1", "wide", "99999"}) {
            assertThat(terminal(none, Map.of()).width()).as(none).isEqualTo(80);
        }
    }

    private static Terminal terminal(String columns, Map<String, String> environment) {
        var launcher = new Properties();
        launcher.setProperty("groundstream.terminal.out", "true");
        launcher.setProperty("groundstream.terminal.columns", columns);
        return Terminal.of(launcher, environment);
    }
}
