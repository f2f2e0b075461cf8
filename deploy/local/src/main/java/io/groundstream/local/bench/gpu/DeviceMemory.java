package io.groundstream.local.bench.gpu;

import io.groundstream.runner.generate.Provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What is taken of a GPU's memory, by {@code nvidia-smi}. */
final class DeviceMemory {
    private DeviceMemory() {}

    /** In MiB; 0 if it is no GPU, or nobody knows. */
    static long takenMib(Provider provider, int device) throws InterruptedException {
        if (provider != Provider.CUDA) {
            return 0;
        }
        try {
            var process =
                    new ProcessBuilder(
                                    "nvidia-smi",
                                    "--id=" + device,
                                    "--query-gpu=memory.used",
                                    "--format=csv,noheader,nounits")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Long.parseLong(out.strip()) : 0;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
