package io.groundstream.runner.generate;

import io.groundstream.runner.bundle.Precision;
import io.groundstream.schemas.service.Settings;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How ONNX Runtime uses a GPU.
 *
 * @param device number of the GPU, as the driver counts those that this process may see
 * @param memoryLimitMib what the arena may take; 0 is all that there is
 */
public record CudaSettings(
        int device, int memoryLimitMib, Arena arena, CudnnSearch cudnn, Tf32 tf32, Copies copies) {
    /** How the arena grows: to the next power of two, or by what is asked for. */
    public enum Arena {
        DOUBLING,
        EXACT
    }

    /** How cuDNN looks for the fastest convolution; OFF does without cuDNN. */
    public enum CudnnSearch {
        OFF,
        DEFAULT,
        HEURISTIC,
        EXHAUSTIVE
    }

    /**
     * Whether products of single precision may be of 10 bits of mantissa. AUTO allows it to half
     * precision bundles: a half has no more bits, so that nothing is lost.
     */
    public enum Tf32 {
        AUTO,
        ON,
        OFF
    }

    /** Whether copies from and to the host have a stream of their own. */
    public enum Copies {
        SHARED,
        OWN
    }

    public static final CudaSettings DEFAULT =
            new CudaSettings(0, 0, Arena.DOUBLING, CudnnSearch.OFF, Tf32.AUTO, Copies.SHARED);

    private static final int MOST_DEVICES = 64;

    public CudaSettings {
        if (device < 0 || memoryLimitMib < 0) {
            throw new IllegalArgumentException("device and memory limit must be 0 or more");
        }
    }

    public static CudaSettings from(Settings settings) {
        return new CudaSettings(
                read(settings, "cuda.device", MOST_DEVICES - 1),
                read(settings, "cuda.memory-limit-mib", 1 << 22),
                settings.choice("cuda.arena", DEFAULT.arena),
                settings.choice("cuda.cudnn-search", DEFAULT.cudnn),
                settings.choice("cuda.tf32", DEFAULT.tf32),
                settings.choice("cuda.copies", DEFAULT.copies));
    }

    /** What is out of bounds is a fault of the settings, and none of this record's. */
    private static int read(Settings settings, String key, int most) {
        return Math.max(0, settings.integer(key, 0, 0, most));
    }

    /** The settings that it is read from. */
    public Map<String, String> settings() {
        return Map.of(
                "cuda.device", Integer.toString(device),
                "cuda.memory-limit-mib", Integer.toString(memoryLimitMib),
                "cuda.arena", word(arena),
                "cuda.cudnn-search", word(cudnn),
                "cuda.tf32", word(tf32),
                "cuda.copies", word(copies));
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    /** The same in the words of ONNX Runtime's CUDA provider. */
    Map<String, String> options(Precision precision) {
        var options = new TreeMap<String, String>();
        options.put("device_id", Integer.toString(device));
        if (memoryLimitMib > 0) {
            options.put("gpu_mem_limit", Long.toString((long) memoryLimitMib << 20));
        }
        options.put(
                "arena_extend_strategy",
                switch (arena) {
                    case DOUBLING -> "kNextPowerOfTwo";
                    case EXACT -> "kSameAsRequested";
                });
        options.put("enable_cudnn", flag(cudnn != CudnnSearch.OFF));
        if (cudnn != CudnnSearch.OFF) {
            options.put("cudnn_conv_algo_search", cudnn.name());
        }
        options.put("use_tf32", flag(allowsTf32(precision)));
        options.put("do_copy_in_default_stream", flag(copies == Copies.SHARED));
        return options;
    }

    private boolean allowsTf32(Precision precision) {
        return switch (tf32) {
            case AUTO -> precision == Precision.FP16;
            case ON -> true;
            case OFF -> false;
        };
    }

    private static String flag(boolean on) {
        return on ? "1" : "0";
    }
}
