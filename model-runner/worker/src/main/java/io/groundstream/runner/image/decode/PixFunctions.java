package io.groundstream.runner.image.decode;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** What is asked of a PIX, Leptonica's picture. */
final class PixFunctions {
    private final MethodHandle width;
    private final MethodHandle height;
    private final MethodHandle depth;
    private final MethodHandle wordsPerLine;
    private final MethodHandle data;
    private final MethodHandle destroy;

    @SuppressWarnings("restricted")
    PixFunctions(SymbolLookup symbols) {
        width = Leptonica.function(symbols, "pixGetWidth", JAVA_INT, ADDRESS);
        height = Leptonica.function(symbols, "pixGetHeight", JAVA_INT, ADDRESS);
        depth = Leptonica.function(symbols, "pixGetDepth", JAVA_INT, ADDRESS);
        wordsPerLine = Leptonica.function(symbols, "pixGetWpl", JAVA_INT, ADDRESS);
        data = Leptonica.function(symbols, "pixGetData", ADDRESS, ADDRESS);
        destroy =
                Linker.nativeLinker()
                        .downcallHandle(
                                symbols.findOrThrow("pixDestroy"),
                                FunctionDescriptor.ofVoid(ADDRESS));
    }

    int width(MemorySegment pix) {
        return number(width, pix);
    }

    int height(MemorySegment pix) {
        return number(height, pix);
    }

    int depth(MemorySegment pix) {
        return number(depth, pix);
    }

    int wordsPerLine(MemorySegment pix) {
        return number(wordsPerLine, pix);
    }

    /** All words of the picture, rows from the top. */
    @SuppressWarnings("restricted")
    MemorySegment words(MemorySegment pix) {
        try {
            var start = (MemorySegment) data.invokeExact(pix);
            return start.reinterpret(4L * wordsPerLine(pix) * height(pix));
        } catch (Throwable e) {
            throw Leptonica.unexpected(e);
        }
    }

    void destroy(MemorySegment pix) {
        try (var arena = Arena.ofConfined()) {
            destroy.invokeExact(arena.allocateFrom(ADDRESS, pix));
        } catch (Throwable e) {
            throw Leptonica.unexpected(e);
        }
    }

    private static int number(MethodHandle function, MemorySegment pix) {
        try {
            return (int) function.invokeExact(pix);
        } catch (Throwable e) {
            throw Leptonica.unexpected(e);
        }
    }
}
