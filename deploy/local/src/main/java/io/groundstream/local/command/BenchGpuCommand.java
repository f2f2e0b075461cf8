package io.groundstream.local.command;

import io.groundstream.local.Home;
import io.groundstream.local.bench.gpu.GpuBench;
import io.groundstream.local.bench.gpu.GpuBench.Part;
import io.groundstream.local.bench.gpu.GpuBench.Size;
import io.groundstream.local.bench.gpu.Options;
import io.groundstream.local.terminal.Out;
import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.generate.CudaSettings;
import io.groundstream.runner.generate.Device;
import io.groundstream.runner.generate.Provider;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Settings;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** The generator on one device. */
@Command(
        name = "gpu",
        description =
                "Measure the generator at each batch size on one device, and a runner at the best;"
                        + " see docs/gpu.md.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream bench gpu --provider cuda",
            "  groundstream bench gpu generator --provider cpu --sizes embedded"
        })
final class BenchGpuCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "PART",
            description = "${COMPLETION-CANDIDATES} (default: all of them)")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Option(
            names = "--sizes",
            split = ",",
            defaultValue = "EMBEDDED,LARGE,FULL",
            description =
                    "${COMPLETION-CANDIDATES}: 2.2 M, 60 M and 1.66 B parameters (default:"
                            + " ${DEFAULT-VALUE})")
    private List<Size> sizes;

    @Option(
            names = "--provider",
            defaultValue = "CUDA",
            description = "CUDA or CPU (default: ${DEFAULT-VALUE})")
    private Provider provider;

    @Option(
            names = "--precision",
            description = "of the bundles (default: FP16 on CUDA, FP32 on CPU)")
    private @Nullable Precision precision;

    @Option(
            names = "--batches",
            split = ",",
            defaultValue = "1,2,4,8,16,32,64,128",
            description = "batch sizes (default: ${DEFAULT-VALUE})")
    private List<Integer> batches;

    @Option(
            names = "--pipeline-batch",
            defaultValue = "0",
            description =
                    "of the pipeline, a power of two; 0 is the generator's best, or the largest")
    private int pipelineBatch;

    @Option(
            names = "--new-tokens",
            defaultValue = "64",
            description = "most tokens of an answer (default: ${DEFAULT-VALUE})")
    private int newTokens;

    @Option(
            names = "--pictures",
            defaultValue = "256",
            description = "different ones, and rows of the agreement (default: ${DEFAULT-VALUE})")
    private int pictures;

    @Option(
            names = "--seconds",
            defaultValue = "5",
            description = "of each single measurement, roughly (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--points",
            description =
                    "JSON of an earlier run, to set beside a reference without measuring anew")
    private @Nullable Path points;

    @Option(
            names = "--reference",
            description =
                    "output of model-runner/worker/workshop/gpu/gpu_reference.py, to stand beside"
                            + " ours")
    private @Nullable Path reference;

    @Option(
            names = "--work",
            description = "folder in which models are made and left (default: target/gpu-bench)")
    private @Nullable Path work;

    @Option(
            names = "--cuda",
            description = "a setting: device=1, memory-limit-mib=40000, tf32=on …")
    private Map<String, String> cuda = Map.of();

    @Option(names = "--json", description = "one object")
    private boolean json;

    @Option(names = "--require-bars", description = "exit code 1 if a bar is missed")
    private boolean requireBars;

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (seconds < 0 || newTokens < 2 || batches.stream().anyMatch(b -> b < 1 || b > pictures)) {
            throw new ConfigException(
                    "--seconds must be 0 or more, --new-tokens 2 or more, --batches 1 to"
                            + " --pictures");
        }
        if (precision == Precision.INT8) {
            throw new ConfigException("--precision must be fp32 or fp16: int8 is for CPU");
        }
        var home = Home.find();
        var options =
                new Options(
                        parts,
                        sizes,
                        new Device(provider, settings()),
                        precision == null ? usual() : precision,
                        batches,
                        pipelineBatch,
                        newTokens,
                        pictures,
                        Duration.ofSeconds(seconds),
                        points,
                        reference,
                        work == null ? home.root().resolve("target/gpu-bench") : work);
        var report =
                GpuBench.run(options, home.checkpoint(), StackOptions.anywhere(home), Out::tell);
        Out.lines(json ? report.json() + "\n" : report.table());
        return requireBars && !report.holds() ? 1 : 0;
    }

    private Precision usual() {
        return provider == Provider.CPU ? Precision.FP32 : Precision.FP16;
    }

    private CudaSettings settings() {
        var keys = new TreeMap<String, String>();
        cuda.forEach((name, value) -> keys.put("cuda." + name, value));
        var settings = Settings.of(keys);
        var read = CudaSettings.from(settings);
        settings.check();
        return read;
    }
}
