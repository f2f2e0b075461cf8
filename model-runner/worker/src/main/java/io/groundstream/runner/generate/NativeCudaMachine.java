package io.groundstream.runner.generate;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** This machine, asked through the dynamic linker as ONNX Runtime asks it. */
@SuppressWarnings(
        "restricted") // functions of the C library and the driver, with their own signatures
final class NativeCudaMachine implements CudaMachine {
    private static final int LAZY = 1;
    private static final long LONGEST_MESSAGE = 4_096;
    private static final int NO_SUCH_FUNCTION = -1;

    private final Linker linker = Linker.nativeLinker();

    @Override
    public Optional<String> whyNot(String library) {
        if (!System.getProperty("os.name", "").startsWith("Linux")) {
            return Optional.of(library + ": only Linux is looked at");
        }
        var lookup = linker.defaultLookup();
        MethodHandle open =
                handle(lookup, "dlopen", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
        MethodHandle error = handle(lookup, "dlerror", FunctionDescriptor.of(ADDRESS));
        try (var arena = Arena.ofConfined()) {
            // stays open: the runtime takes the same a moment later
            var opened = (MemorySegment) open.invokeExact(arena.allocateFrom(library), LAZY);
            if (opened.address() != 0) {
                return Optional.empty();
            }
            var message = (MemorySegment) error.invokeExact();
            return Optional.of(message.reinterpret(LONGEST_MESSAGE).getString(0));
        } catch (Throwable e) {
            throw new IllegalStateException("cannot ask for " + library, e);
        }
    }

    @Override
    public Driver driver() {
        try (var arena = Arena.ofConfined()) {
            var driver = SymbolLookup.libraryLookup(CudaCheck.DRIVER, arena);
            int status = start(driver);
            return new Driver(
                    number(driver, "cuDriverGetVersion", arena),
                    status,
                    status == 0 ? number(driver, "cuDeviceGetCount", arena) : 0);
        }
    }

    private int start(SymbolLookup driver) {
        return driver.find("cuInit").isEmpty()
                ? NO_SUCH_FUNCTION
                : call(
                        () ->
                                (int)
                                        handle(
                                                        driver,
                                                        "cuInit",
                                                        FunctionDescriptor.of(JAVA_INT, JAVA_INT))
                                                .invokeExact(0));
    }

    /** What a function writes to where its one argument points; 0 if it fails or is not there. */
    private int number(SymbolLookup driver, String function, Arena arena) {
        if (driver.find(function).isEmpty()) {
            return 0;
        }
        var handle = handle(driver, function, FunctionDescriptor.of(JAVA_INT, ADDRESS));
        var number = arena.allocate(JAVA_INT);
        int status = call(() -> (int) handle.invokeExact(number));
        return status == 0 ? number.get(JAVA_INT, 0) : 0;
    }

    private MethodHandle handle(SymbolLookup lookup, String name, FunctionDescriptor signature) {
        return linker.downcallHandle(lookup.findOrThrow(name), signature);
    }

    /** A call of a native function. */
    private interface Call {
        int make() throws Throwable;
    }

    private static int call(Call call) {
        try {
            return call.make();
        } catch (Throwable e) {
            throw new IllegalStateException("the NVIDIA driver cannot be asked", e);
        }
    }
}
