package io.groundstream.schemas.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicBoolean;

class ProbeMainTest {
    private final AtomicBoolean ready = new AtomicBoolean(true);

    @Test
    void isContentWithAServiceThatIsReady() {
        try (var server = start()) {
            assertThat(ProbeMain.run(address(server))).isZero();
        }
    }

    @Test
    void isNotContentWithOneThatIsNot() {
        ready.set(false);
        try (var server = start()) {
            assertThat(ProbeMain.run(address(server))).isEqualTo(1);
        }
    }

    @Test
    void isNotContentWhereNobodyAnswers() {
        String gone;
        try (var server = start()) {
            gone = address(server);
        }
        assertThat(ProbeMain.run(gone)).isEqualTo(1);
    }

    @Test
    void isNotContentWithWhatIsNoAddress() {
        assertThat(ProbeMain.run("file:/etc/hostname")).isEqualTo(1);
        assertThat(ProbeMain.run("ready?")).isEqualTo(1);
        assertThat(ProbeMain.run()).isEqualTo(1);
    }

    private ProbeServer start() {
        var health =
                new Health() {
                    @Override
                    public boolean isLive() {
                        return true;
                    }

                    @Override
                    public boolean isReady() {
                        return ready.get();
                    }
                };
        return ProbeServer.start("127.0.0.1", 0, health, () -> "");
    }

    private static String address(ProbeServer server) {
        return "http://127.0.0.1:" + server.port() + "/health/ready";
    }
}
