package io.groundstream.runner.generate;

import io.groundstream.runner.generate.CudaMachine.Driver;
import io.groundstream.runner.generate.CudaSettings.CudnnSearch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks for everything that ONNX Runtime's CUDA provider needs, so that all that is missing is said
 * at once, with how to get it. The provider itself names one library at a time.
 */
final class CudaCheck {
    static final String DRIVER = "libcuda.so.1";

    /** The major version that the provider was built for. */
    private static final int CUDA = 12;

    private static final int OLDEST_DRIVER = 1_000 * CUDA;
    private static final int STUB = 34;
    private static final int NO_DEVICE = 100;
    private static final List<Integer> OTHERS = List.of(13, 14, 11);

    /** A library and the package of NVIDIA's repositories that has it. */
    private record Library(String file, String name) {}

    private static final List<Library> NEEDED =
            List.of(
                    new Library("libcudart.so.12", "cuda-cudart-12"),
                    new Library("libcublas.so.12", "libcublas-12"),
                    new Library("libcublasLt.so.12", "libcublas-12"),
                    new Library("libcurand.so.10", "libcurand-12"));
    private static final Library CUDNN = new Library("libcudnn.so.9", "cudnn9-cuda-12");

    private final CudaMachine machine;

    CudaCheck(CudaMachine machine) {
        this.machine = machine;
    }

    /** All that is missing; nothing if a session may be tried. */
    List<CudaFault> faults(CudaSettings settings) {
        var faults = new ArrayList<CudaFault>();
        machine.whyNot(DRIVER)
                .ifPresentOrElse(
                        why ->
                                faults.add(
                                        new CudaFault(
                                                "no NVIDIA driver (" + why + ")",
                                                "install NVIDIA's driver 525.60 or later; give a"
                                                    + " container the GPU (docker run --gpus all,"
                                                    + " nvidia.com/gpu in Kubernetes)")),
                        () -> driver(machine.driver(), settings.device()).ifPresent(faults::add));
        var needed = new ArrayList<>(NEEDED);
        if (settings.cudnn() != CudnnSearch.OFF) {
            needed.add(CUDNN);
        }
        libraries(needed).ifPresent(faults::add);
        return faults;
    }

    private static Optional<CudaFault> driver(Driver driver, int device) {
        if (driver.cudaVersion() > 0 && driver.cudaVersion() < OLDEST_DRIVER) {
            return fault(
                    "the NVIDIA driver is too old: it knows CUDA up to "
                            + version(driver.cudaVersion())
                            + ", and "
                            + CUDA
                            + ".0 is needed",
                    "install NVIDIA's driver 525.60 or later");
        }
        if (driver.status() == STUB) {
            return fault(
                    DRIVER + " is the stub that programs are built against, no driver",
                    "take the folder of stubs from LD_LIBRARY_PATH");
        }
        if (driver.status() == NO_DEVICE || (driver.status() == 0 && driver.devices() == 0)) {
            return fault(
                    "the NVIDIA driver sees no GPU",
                    "look at nvidia-smi, and at CUDA_VISIBLE_DEVICES and NVIDIA_VISIBLE_DEVICES");
        }
        if (driver.status() != 0) {
            return fault(
                    "the NVIDIA driver does not start: its error " + driver.status(),
                    "look at nvidia-smi; after an update of the driver the machine must be started"
                            + " again");
        }
        return device < driver.devices()
                ? Optional.empty()
                : fault(
                        "there is no GPU "
                                + device
                                + ": the driver sees "
                                + driver.devices()
                                + ", counted from 0",
                        "set cuda.device to one that is there");
    }

    private Optional<CudaFault> libraries(List<Library> needed) {
        var missing = new ArrayList<String>();
        var packages = new TreeMap<String, String>();
        for (var library : needed) {
            machine.whyNot(library.file)
                    .ifPresent(
                            why -> {
                                missing.add(named(library.file, why));
                                packages.put(library.name, library.file);
                            });
        }
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        return fault(
                "libraries of CUDA "
                        + CUDA
                        + " are missing: "
                        + String.join(", ", missing)
                        + other(),
                "install "
                        + String.join(", ", packages.keySet())
                        + " of NVIDIA's repository (or cuda-libraries-"
                        + CUDA
                        + "-9, which has all but cuDNN), or run in an image nvidia/cuda:"
                        + CUDA
                        + "…-runtime; a folder that the linker does not know goes into"
                        + " LD_LIBRARY_PATH");
    }

    /** A file that is there and broken is told from one that is not there. */
    private static String named(String file, String why) {
        return why.contains("No such file") && why.startsWith(file)
                ? file
                : file + " (" + why + ")";
    }

    private String other() {
        for (int major : OTHERS) {
            if (machine.whyNot("libcudart.so." + (major == 11 ? "11.0" : major)).isEmpty()) {
                return "; there is CUDA " + major + ", which does not do";
            }
        }
        return "";
    }

    private static Optional<CudaFault> fault(String found, String remedy) {
        return Optional.of(new CudaFault(found, remedy));
    }

    private static String version(int number) {
        return number / 1_000 + "." + number % 1_000 / 10;
    }
}
