package io.groundstream.local.bench.runner;

import io.groundstream.local.bench.beside.Rate;
import io.groundstream.local.bench.runner.Models.Model;
import io.groundstream.local.stack.ServiceSpec;
import io.groundstream.local.stack.StackSettings;
import io.groundstream.runner.generate.Device;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** A stand on which a runner of any device and batch size is measured beside its generator. */
public final class RunnerStand implements AutoCloseable {
    /** Of which the first third is left out. */
    private static final int LEAST_BATCHES = 30;

    private final Stand stand;

    private RunnerStand(Stand stand) {
        this.stand = stand;
    }

    public static RunnerStand set(StackSettings settings, Consumer<String> progress)
            throws InterruptedException {
        return new RunnerStand(Stand.set(settings, progress));
    }

    /** Images a second; the generator before and after, as a machine may change its pace. */
    public record Rates(double before, double runner, double after, int images) {}

    /**
     * Measures.
     *
     * @param prepareThreads that decode
     * @param time of each of the three, roughly
     */
    public Rates beside(Model model, Device device, int batch, int prepareThreads, Duration time)
            throws InterruptedException, IOException {
        double before = bare(model, device, batch, time);
        int batches = (int) Math.ceil(before * time.toMillis() / 1e3 / batch);
        int count = Math.max(LEAST_BATCHES, batches) * batch;
        var spec =
                ServiceSpec.RUNNER
                        .with("model.bundle", model.bundle().toAbsolutePath().toString())
                        .with("model.provider", device.provider().word())
                        .with(device.cuda().settings())
                        .with("runner.max-batch", Integer.toString(batch))
                        .with("runner.prepare-threads", Integer.toString(prepareThreads));
        double runner = Rate.steady(stand.through(spec, 1, count), batch);
        return new Rates(before, runner, bare(model, device, batch, time), count);
    }

    private double bare(Model model, Device device, int batch, Duration time)
            throws InterruptedException {
        try (var bare = BareGenerator.open(model.bundle(), stand.pictures(), batch, 0, device)) {
            return bare.imagesPerSecond(time);
        }
    }

    @Override
    public void close() {
        stand.close();
    }
}
