package io.groundstream.local.bench.gpu;

import io.groundstream.local.bench.beside.Finding;
import io.groundstream.local.bench.beside.Finding.Bar;
import io.groundstream.local.bench.runner.Models.Model;
import io.groundstream.local.bench.runner.RunnerStand;
import io.groundstream.local.stack.StackSettings;
import io.groundstream.runner.generate.Device;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** A runner with broker and decoding of pictures beside the same generator alone. */
final class Pipeline {
    private Pipeline() {}

    /** At one batch size, with a decoding thread a core. */
    static Finding measure(
            StackSettings settings,
            Model model,
            Device device,
            int batch,
            Duration time,
            Consumer<String> progress)
            throws InterruptedException, IOException {
        var cores = Runtime.getRuntime().availableProcessors();
        try (var stand = RunnerStand.set(settings, progress)) {
            var rates = stand.beside(model, device, batch, cores, time);
            return Finding.of("efficiency, " + model.name(), "images/s", rates.runner())
                    .beside("bare generator", (rates.before() + rates.after()) / 2)
                    .promised(Bar.atLeast(0.90))
                    .with("batch", batch)
                    .with("images", rates.images())
                    .with("decoding threads", cores);
        }
    }
}
