package io.groundstream.console.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.console.stand.TestConsole;
import io.groundstream.console.web.Problem;
import io.groundstream.schemas.serde.RegistryUnavailableException;

import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

class OutageTest {
    @Test
    void aClusterThatDoesNotAnswerIsToldWithoutItsWords() throws Exception {
        var kafka = new KafkaException("broker-7.internal refused");
        for (var failure :
                new Exception[] {
                    kafka,
                    new IllegalStateException(new ExecutionException(kafka)),
                    new RegistryUnavailableException("registry.internal", new IOException()),
                    new TimeoutException("node 7")
                }) {
            var reply = replyTo(failure);
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.code()).isEqualTo("UNAVAILABLE");
            assertThat(reply.json().toString()).doesNotContain("internal", "7");
        }
    }

    @Test
    void allElsePasses() throws Exception {
        assertThat(replyTo(new Problem(409, "STALE", "")).code()).isEqualTo("STALE");
        assertThat(replyTo(new IllegalStateException("a fault")).status()).isEqualTo(500);
    }

    private static TestConsole.Reply replyTo(Exception failure) throws Exception {
        try (var console =
                new TestConsole(
                        routes ->
                                routes.get(
                                        "/api/v1/fails",
                                        Outage.told(
                                                _ -> {
                                                    throw failure;
                                                })))) {
            return console.get("/fails");
        }
    }
}
