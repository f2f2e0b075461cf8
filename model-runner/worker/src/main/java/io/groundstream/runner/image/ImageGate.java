package io.groundstream.runner.image;

import io.groundstream.runner.image.Gated.Prepared;
import io.groundstream.runner.image.Gated.Refused;
import io.groundstream.schemas.avro.FailureCode;

import java.nio.ByteBuffer;

import javax.imageio.ImageIO;

/**
 * Lets a picture in, or says why not. The type is told by the first bytes; limits are checked on
 * what the header claims, before anything is decoded; a picture that ends early is corrupt; the
 * result stands upright. Safe for use by many threads, whose decoding together is bounded by the
 * limit of pixels.
 */
public final class ImageGate {
    private final ImageLimits limits;
    private final int size;
    private final PixelBudget budget;

    /**
     * @param size side of the square that the model sees, in pixels
     */
    public ImageGate(ImageLimits limits, int size) {
        this.limits = limits;
        this.size = size;
        this.budget = new PixelBudget(limits.maxPixels());
        ImageIO.setUseCache(false);
    }

    public Gated prepare(byte[] bytes) {
        try {
            return letIn(bytes);
        } catch (RefusedException e) {
            return new Refused(e.code(), e.why());
        }
    }

    private Prepared letIn(byte[] bytes) throws RefusedException {
        if (bytes.length > limits.maxBytes()) {
            throw new RefusedException(
                    FailureCode.TOO_LARGE,
                    "a picture has up to " + limits.maxBytes() + " bytes, got " + bytes.length);
        }
        if (bytes.length == 0) {
            throw RefusedException.corrupt("the picture has no bytes");
        }
        var format = Format.of(bytes);
        var header = header(format, bytes);
        try (var _ = budget.take(header.pixels())) {
            return decode(format, header, bytes);
        }
    }

    private Header header(Format format, byte[] bytes) throws RefusedException {
        return switch (format) {
            case JPEG -> checked(JpegHeader.read(bytes));
            case PNG -> checked(PngHeader.read(bytes));
            case GIF, WEBP, BMP, TIFF ->
                    throw new RefusedException(
                            FailureCode.UNSUPPORTED_FORMAT,
                            "pictures are JPEG or PNG, these bytes are " + format.mediaType());
            case UNKNOWN ->
                    throw new RefusedException(
                            FailureCode.UNSUPPORTED_FORMAT,
                            "pictures are JPEG or PNG, these bytes are no known picture");
        };
    }

    private Header checked(Header header) throws RefusedException {
        if (header.width() < 1 || header.height() < 1) {
            throw RefusedException.corrupt("the header claims " + claim(header));
        }
        if (header.pixels() > limits.maxPixels()
                || Math.max(header.width(), header.height()) > limits.maxSide()) {
            throw new RefusedException(
                    FailureCode.TOO_MANY_PIXELS,
                    "a picture has up to "
                            + limits.maxPixels()
                            + " pixels and "
                            + limits.maxSide()
                            + " on a side, the header claims "
                            + claim(header));
        }
        if (!header.damage().isEmpty()) {
            throw RefusedException.corrupt(header.damage());
        }
        return header;
    }

    private Prepared decode(Format format, Header header, byte[] bytes) throws RefusedException {
        var image = Pixels.decode(format, bytes);
        if (image.getWidth() != header.width() || image.getHeight() != header.height()) {
            throw RefusedException.corrupt("the header claims another size than the picture has");
        }
        var rows = new Rows(image);
        var orientation = header.orientation();
        boolean swapped = orientation.swapsAxes();
        var resample = Squash.of(header.width(), header.height(), size, swapped);
        for (int y = 0; y < header.height(); y++) {
            resample.row(rows.get(y));
        }
        var upright = orientation.turn(resample.square(), size);
        return new Prepared(
                ByteBuffer.wrap(upright),
                swapped ? header.height() : header.width(),
                swapped ? header.width() : header.height(),
                format.mediaType());
    }

    private static String claim(Header header) {
        return header.width() + " x " + header.height();
    }
}
