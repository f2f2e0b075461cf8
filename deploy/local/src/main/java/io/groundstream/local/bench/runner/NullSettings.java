package io.groundstream.local.bench.runner;

import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.service.Health;
import io.groundstream.schemas.service.ProbeServer;
import io.groundstream.schemas.service.Settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What the loops without a model are told, as a runner would be. */
record NullSettings(Map<String, Object> kafka, String registry, Topics topics, int port)
        implements Health {
    static final int POLL = 16;
    static final int ROUNDS = 2;

    static NullSettings read(String file) {
        var settings = Settings.load(Path.of(file), System.getenv());
        return new NullSettings(
                new HashMap<>(settings.under("kafka.")),
                settings.required("registry.url"),
                Topics.from(settings),
                settings.integer("http.port", 0, 0, 65_535));
    }

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    /** Says that it is ready, and stays until the process is told to end. */
    void serve() throws InterruptedException {
        try (var _ = ProbeServer.start("127.0.0.1", port, this, () -> "")) {
            new CountDownLatch(1).await();
        }
    }
}
