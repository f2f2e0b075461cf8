package io.groundstream.runner.generate;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;

import java.util.List;

/** Whether this process can have a GPU. */
public final class Cuda {
    private Cuda() {}

    /** All that keeps a model from running there; nothing if a session may be tried. */
    public static List<CudaFault> faults(CudaSettings settings) {
        var _ = QuietRuntime.environment();
        if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
            return List.of(
                    new CudaFault(
                            "this build of ONNX Runtime has no CUDA provider",
                            "build with `mvn clean package -Pgpu`, which takes onnxruntime_gpu in"
                                    + " place of onnxruntime, or take the distribution"
                                    + " groundstream-runner-gpu"));
        }
        return new CudaCheck(new NativeCudaMachine()).faults(settings);
    }

    /** What to do about a message of ONNX Runtime's, where something can be done. */
    static String explained(String message) {
        return isOutOfMemory(message)
                ? "the GPU has too little memory → set runner.max-batch lower, let other programs"
                        + " leave the GPU, or raise cuda.memory-limit-mib: "
                        + message
                : message;
    }

    private static boolean isOutOfMemory(String message) {
        return message.contains("Failed to allocate memory for requested buffer")
                || message.contains("out of memory")
                || message.contains("CUBLAS_STATUS_ALLOC_FAILED")
                || message.contains("Available memory of");
    }
}
