package io.groundstream.runner.image.decode;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * libjpeg-turbo and libwebp, as the Leptonica library brings them for each platform, called through
 * Java's own foreign functions. Safe for use by many threads: no state is shared.
 */
final class Leptonica {
    private static final Logger LOG = LoggerFactory.getLogger(Leptonica.class);
    private static final int SILENT = 6;
    private static final Optional<Leptonica> LIBRARY = open();

    private final MethodHandle readJpeg;
    private final MethodHandle readWebp;
    private final PixFunctions pix;
    private final JpegStrip strip;

    private Leptonica(SymbolLookup symbols) {
        readJpeg =
                function(
                        symbols,
                        "pixReadMemJpeg",
                        ADDRESS,
                        ADDRESS,
                        JAVA_LONG,
                        JAVA_INT,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT);
        readWebp =
                function(
                        symbols,
                        "WebPDecodeRGBAInto",
                        ADDRESS,
                        ADDRESS,
                        JAVA_LONG,
                        ADDRESS,
                        JAVA_LONG,
                        JAVA_INT);
        pix = new PixFunctions(symbols);
        strip = new JpegStrip(symbols);
    }

    /** The library, unless it cannot be loaded here. */
    static Optional<Leptonica> find() {
        return LIBRARY;
    }

    private static Optional<Leptonica> open() {
        try {
            NativeLibrary.load();
            var symbols = SymbolLookup.loaderLookup();
            var _ =
                    (int)
                            function(symbols, "setMsgSeverity", JAVA_INT, JAVA_INT)
                                    .invokeExact(SILENT);
            return Optional.of(new Leptonica(symbols));
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.atWarn()
                    .addKeyValue("cause", e.toString())
                    .log("no native decoders: JPEG is slower, CMYK and WebP are refused");
            return Optional.empty();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /**
     * Decodes, unless the data are damaged in the least.
     *
     * @param reduction 1, 2, 4 or 8
     */
    Optional<Rows> jpeg(byte[] bytes, int reduction) {
        try (var arena = Arena.ofConfined()) {
            var encoded = arena.allocateFrom(JAVA_BYTE, bytes);
            var warnings = arena.allocate(JAVA_INT);
            var picture =
                    (MemorySegment)
                            readJpeg.invokeExact(
                                    encoded, (long) bytes.length, 0, reduction, warnings, 0);
            return picture.equals(MemorySegment.NULL)
                    ? Optional.empty()
                    : Optional.of(new PixRows(pix, picture));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /**
     * The same at full size, faster, unless there is anything to complain about.
     *
     * @param sampling of the first of three components that are YCbCr
     */
    Optional<Rows> strip(byte[] bytes, Header header, int sampling) {
        return strip.decode(bytes, header, sampling);
    }

    /** Fills {@code rgba} with the pixels of a still WebP of that size; false if it is damaged. */
    boolean webp(byte[] bytes, MemorySegment rgba, int stride) {
        try (var arena = Arena.ofConfined()) {
            var encoded = arena.allocateFrom(JAVA_BYTE, bytes);
            var filled =
                    (MemorySegment)
                            readWebp.invokeExact(
                                    encoded, (long) bytes.length, rgba, rgba.byteSize(), stride);
            return !filled.equals(MemorySegment.NULL);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @SuppressWarnings("restricted")
    static MethodHandle function(
            SymbolLookup symbols, String name, MemoryLayout result, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(
                        symbols.findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    static RuntimeException unexpected(Throwable e) {
        return switch (e) {
            case Error error -> throw error;
            case RuntimeException exception -> exception;
            default -> new IllegalStateException(e);
        };
    }
}
