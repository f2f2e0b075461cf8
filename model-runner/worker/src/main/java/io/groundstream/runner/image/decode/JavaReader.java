package io.groundstream.runner.image.decode;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Runs Java's own readers, which know no limits, on bytes that have passed them. */
final class JavaReader {
    private JavaReader() {}

    static Rows jpeg(byte[] bytes, Header header) throws RefusedException {
        return new RasterRows(decode(Format.JPEG, bytes, header));
    }

    static Raster tiff(byte[] bytes, Header header) throws RefusedException {
        return decode(Format.TIFF, bytes, header).getRaster();
    }

    /** The stored picture; whatever goes wrong in a reader is the picture's fault. */
    private static BufferedImage decode(Format format, byte[] bytes, Header header)
            throws RefusedException {
        var readers = ImageIO.getImageReadersByMIMEType(format.mediaType());
        if (!readers.hasNext()) {
            throw new IllegalStateException("this Java has no reader for " + format);
        }
        var reader = readers.next();
        try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            var warnings = new ArrayList<String>();
            reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
            reader.setInput(stream, true, true);
            if (reader.getWidth(0) != header.width() || reader.getHeight(0) != header.height()) {
                throw RefusedException.corrupt("the header claims another size than the picture");
            }
            var image = reader.read(0);
            refuseDamage(warnings);
            return image;
        } catch (IOException | RuntimeException e) {
            throw RefusedException.corrupt(format + " cannot be decoded: " + reason(e));
        } finally {
            reader.dispose();
        }
    }

    /** The JPEG reader reports damaged data as a warning and makes up the missing pixels. */
    private static void refuseDamage(List<String> warnings) throws RefusedException {
        for (var warning : warnings) {
            var text = warning.toLowerCase(Locale.ROOT);
            if (text.contains("premature")
                    || (text.contains("corrupt") && !text.contains("extraneous"))) {
                throw RefusedException.corrupt(warning);
            }
        }
    }

    private static String reason(Throwable e) {
        var message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
