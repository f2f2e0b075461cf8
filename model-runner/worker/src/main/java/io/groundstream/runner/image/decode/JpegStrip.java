package io.groundstream.runner.image.decode;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * A JPEG as the only strip of a TIFF that is written around it. libtiff shows libjpeg-turbo all
 * bytes at once and leaves its rows as they come, where Leptonica's own reader passes bytes through
 * a small buffer and puts the levels one by one into words: the same levels in two thirds of the
 * time. It catches libjpeg's fatal errors as well, but knows no reduced scale.
 */
final class JpegStrip {
    // a pseudo tag of libtiff, and what makes it turn YCbCr into RGB
    private static final int COLOUR_MODE = 65538;
    private static final int AS_RGB = 1;

    private final MethodHandle newOptions;
    private final MethodHandle freeOptions;
    private final MethodHandle onError;
    private final MethodHandle onWarning;
    private final MethodHandle open;
    private final MethodHandle set;
    private final MethodHandle read;
    private final MethodHandle close;
    private final MethodHandle allocate;
    private final MethodHandle free;

    JpegStrip(SymbolLookup symbols) {
        newOptions = Leptonica.function(symbols, "TIFFOpenOptionsAlloc", ADDRESS);
        freeOptions = procedure(symbols, "TIFFOpenOptionsFree", ADDRESS);
        onError = handler(symbols, "TIFFOpenOptionsSetErrorHandlerExtR");
        onWarning = handler(symbols, "TIFFOpenOptionsSetWarningHandlerExtR");
        open =
                Leptonica.function(
                        symbols,
                        "TIFFClientOpenExt",
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS);
        set = setter(symbols);
        read =
                Leptonica.function(
                        symbols,
                        "TIFFReadEncodedStrip",
                        JAVA_LONG,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_LONG);
        close = procedure(symbols, "TIFFClose", ADDRESS);
        allocate = Leptonica.function(symbols, "_TIFFmalloc", ADDRESS, JAVA_LONG);
        free = procedure(symbols, "_TIFFfree", ADDRESS);
    }

    private static MethodHandle handler(SymbolLookup symbols, String name) {
        return procedure(symbols, name, ADDRESS, ADDRESS, ADDRESS);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle procedure(
            SymbolLookup symbols, String name, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(symbols.findOrThrow(name), FunctionDescriptor.ofVoid(arguments));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle setter(SymbolLookup symbols) {
        return Linker.nativeLinker()
                .downcallHandle(
                        symbols.findOrThrow("TIFFSetField"),
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
                        Linker.Option.firstVariadicArg(2));
    }

    /**
     * Decodes, unless there is anything to complain about.
     *
     * @param jpeg baseline, YCbCr, of the header's size
     * @param sampling of its first component, as in the frame's header; of the others 1 x 1
     */
    Optional<Rows> decode(byte[] jpeg, Header header, int sampling) {
        try (var arena = Arena.ofConfined()) {
            var file = TiffMemory.of(JpegTiff.around(jpeg, header, sampling, arena), arena);
            return decode(file, header, arena);
        } catch (Throwable e) {
            throw Leptonica.unexpected(e);
        }
    }

    private Optional<Rows> decode(MemorySegment file, Header header, Arena arena) throws Throwable {
        var tiff = open(file, arena);
        if (tiff.equals(MemorySegment.NULL)) {
            return Optional.empty();
        }
        try {
            long size = 3 * header.pixels();
            var levels = (MemorySegment) allocate.invokeExact(size);
            if (levels.equals(MemorySegment.NULL)) {
                throw new OutOfMemoryError("no " + size + " bytes for a picture's levels");
            }
            var rows = new StripRows(this, levels, header);
            var _ = (int) set.invokeExact(tiff, COLOUR_MODE, AS_RGB);
            long got = (long) read.invokeExact(tiff, 0, levels, size);
            if (got == size && TiffMemory.isFaultless(file)) {
                return Optional.of(rows);
            }
            rows.close();
            return Optional.empty();
        } finally {
            close.invokeExact(tiff);
        }
    }

    private MemorySegment open(MemorySegment file, Arena arena) throws Throwable {
        var options = (MemorySegment) newOptions.invokeExact();
        try {
            onError.invokeExact(options, TiffMemory.COMPLAIN, file);
            onWarning.invokeExact(options, TiffMemory.COMPLAIN, file);
            return (MemorySegment)
                    open.invokeExact(
                            arena.allocateFrom("picture"),
                            arena.allocateFrom("r"),
                            file,
                            TiffMemory.READ,
                            TiffMemory.WRITE,
                            TiffMemory.SEEK,
                            TiffMemory.CLOSE,
                            TiffMemory.LENGTH,
                            TiffMemory.MAP,
                            TiffMemory.UNMAP,
                            options);
        } finally {
            freeOptions.invokeExact(options);
        }
    }

    void free(MemorySegment levels) {
        try {
            free.invokeExact(levels);
        } catch (Throwable e) {
            throw Leptonica.unexpected(e);
        }
    }
}
