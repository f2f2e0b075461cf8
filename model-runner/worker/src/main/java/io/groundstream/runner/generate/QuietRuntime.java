package io.groundstream.runner.generate;

import ai.onnxruntime.OrtEnvironment;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * ONNX Runtime without its telemetry. From 1.29 on, its Linux build reports usage over the network
 * unless an environment variable forbids it, and on start it parses the command line in a way that
 * overflows the stack, and ends the process, where a class path of some kilobytes is on it. The
 * variable has to be there before the runtime starts; a JVM cannot set it, the C library can.
 */
final class QuietRuntime {
    private static final String OFF = "ORT_DISABLE_TELEMETRY";

    private QuietRuntime() {}

    /** The process's one environment. */
    static OrtEnvironment environment() {
        return Holder.ENVIRONMENT;
    }

    private static final class Holder {
        static final OrtEnvironment ENVIRONMENT = start();

        private static OrtEnvironment start() {
            if (System.getenv(OFF) == null) {
                forbidTelemetry();
            }
            return OrtEnvironment.getEnvironment();
        }

        @SuppressWarnings("restricted") // a call of the C library, with its own signature
        private static void forbidTelemetry() {
            Linker linker = Linker.nativeLinker();
            // absent on Windows, whose build reports to the system's own facility
            linker.defaultLookup()
                    .find("setenv")
                    .ifPresent(
                            setenv ->
                                    set(
                                            linker.downcallHandle(
                                                    setenv,
                                                    FunctionDescriptor.of(
                                                            ValueLayout.JAVA_INT,
                                                            ValueLayout.ADDRESS,
                                                            ValueLayout.ADDRESS,
                                                            ValueLayout.JAVA_INT))));
        }

        private static void set(MethodHandle setenv) {
            try (Arena arena = Arena.ofConfined()) {
                int failed =
                        (int)
                                setenv.invokeExact(
                                        arena.allocateFrom(OFF), arena.allocateFrom("1"), 1);
                if (failed != 0) {
                    throw new IllegalStateException("setenv answered " + failed);
                }
            } catch (Throwable e) {
                throw new IllegalStateException("cannot set " + OFF, e);
            }
        }
    }
}
