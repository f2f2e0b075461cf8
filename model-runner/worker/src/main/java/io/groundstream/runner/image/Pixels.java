package io.groundstream.runner.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Runs Java's own readers, which know no limits, on bytes that have passed them. */
final class Pixels {
    private Pixels() {}

    /** The stored picture; whatever goes wrong in a reader is the picture's fault. */
    static BufferedImage decode(Format format, byte[] bytes) throws RefusedException {
        var readers = ImageIO.getImageReadersByMIMEType(format.mediaType());
        if (!readers.hasNext()) {
            throw new IllegalStateException("this Java has no reader for " + format);
        }
        var reader = readers.next();
        try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            var warnings = new ArrayList<String>();
            reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
            reader.setInput(stream, true, true);
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
