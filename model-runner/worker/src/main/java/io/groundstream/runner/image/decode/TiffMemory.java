package io.groundstream.runner.image.decode;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/**
 * A file in memory, as libtiff wants one: functions that it calls with a pointer to three numbers
 * (address, size, position) and a count of what it complained about.
 */
// its functions are looked up by name, and have the parameters that libtiff gives them
@SuppressWarnings({"UnusedMethod", "UnusedVariable"})
final class TiffMemory {
    private static final int ADDRESS_AT = 0;
    private static final int SIZE = 8;
    private static final int POSITION = 16;
    private static final int COMPLAINTS = 24;
    private static final int BYTES = 32;

    static final MemorySegment READ = function("read", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG);
    static final MemorySegment WRITE = function("write", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG);
    static final MemorySegment SEEK = function("seek", JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT);
    static final MemorySegment CLOSE = function("close", JAVA_INT, ADDRESS);
    static final MemorySegment LENGTH = function("length", JAVA_LONG, ADDRESS);
    static final MemorySegment MAP = function("map", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    static final MemorySegment UNMAP = unmapping();

    /** For errors and for warnings; says that nobody else need hear of it. */
    static final MemorySegment COMPLAIN =
            function("complain", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);

    private TiffMemory() {}

    /** The pointer for a file of these bytes. */
    static MemorySegment of(MemorySegment bytes, Arena arena) {
        var file = arena.allocate(BYTES, Long.BYTES);
        file.set(ADDRESS, ADDRESS_AT, bytes);
        file.set(JAVA_LONG, SIZE, bytes.byteSize());
        return file;
    }

    static boolean isFaultless(MemorySegment file) {
        return file.get(JAVA_LONG, COMPLAINTS) == 0;
    }

    private static long read(MemorySegment handle, MemorySegment to, long wanted) {
        var file = open(handle);
        long at = file.get(JAVA_LONG, POSITION);
        long size = file.get(JAVA_LONG, SIZE);
        long length = Math.clamp(size - at, 0, wanted);
        if (length > 0) {
            var bytes = sized(file.get(ADDRESS, ADDRESS_AT), size);
            MemorySegment.copy(bytes, at, sized(to, length), 0, length);
            file.set(JAVA_LONG, POSITION, at + length);
        }
        return length;
    }

    private static long write(MemorySegment handle, MemorySegment from, long length) {
        return -1;
    }

    private static long seek(MemorySegment handle, long offset, int whence) {
        var file = open(handle);
        long base =
                switch (whence) {
                    case 1 -> file.get(JAVA_LONG, POSITION);
                    case 2 -> file.get(JAVA_LONG, SIZE);
                    default -> 0;
                };
        long at = Math.max(base + offset, 0);
        file.set(JAVA_LONG, POSITION, at);
        return at;
    }

    private static int close(MemorySegment handle) {
        return 0;
    }

    private static long length(MemorySegment handle) {
        return open(handle).get(JAVA_LONG, SIZE);
    }

    private static int map(MemorySegment handle, MemorySegment base, MemorySegment size) {
        var file = open(handle);
        sized(base, Long.BYTES).set(ADDRESS, 0, file.get(ADDRESS, ADDRESS_AT));
        sized(size, Long.BYTES).set(JAVA_LONG, 0, file.get(JAVA_LONG, SIZE));
        return 1;
    }

    private static void unmap(MemorySegment handle, MemorySegment base, long size) {
        // belongs to whoever made the file
    }

    private static int complain(
            MemorySegment tiff,
            MemorySegment handle,
            MemorySegment module,
            MemorySegment format,
            MemorySegment arguments) {
        var file = open(handle);
        file.set(JAVA_LONG, COMPLAINTS, file.get(JAVA_LONG, COMPLAINTS) + 1);
        return 1;
    }

    private static MemorySegment open(MemorySegment handle) {
        return sized(handle, BYTES);
    }

    @SuppressWarnings("restricted")
    private static MemorySegment sized(MemorySegment pointer, long bytes) {
        return pointer.reinterpret(bytes);
    }

    private static MemorySegment function(
            String name, MemoryLayout result, MemoryLayout... arguments) {
        return stub(name, FunctionDescriptor.of(result, arguments));
    }

    private static MemorySegment unmapping() {
        return stub("unmap", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, JAVA_LONG));
    }

    @SuppressWarnings("restricted")
    private static MemorySegment stub(String name, FunctionDescriptor types) {
        try {
            var handle =
                    MethodHandles.lookup().findStatic(TiffMemory.class, name, types.toMethodType());
            return Linker.nativeLinker().upcallStub(handle, types, Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no function " + name, e);
        }
    }
}
