package io.groundstream.runner.image;

import io.groundstream.runner.image.Gated.Prepared;
import io.groundstream.runner.image.Gated.Refused;
import io.groundstream.runner.image.decode.Encoded;
import io.groundstream.runner.image.decode.Format;
import io.groundstream.runner.image.decode.Header;
import io.groundstream.runner.image.decode.RefusedException;
import io.groundstream.schemas.avro.FailureCode;

import java.nio.ByteBuffer;
import java.util.function.Function;

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
    private final int least;
    private final MemoryBudget budget;

    /**
     * @param size side of the square that the model sees, in pixels
     */
    public ImageGate(ImageLimits limits, int size) {
        this(limits, size, leastFor(size));
    }

    private ImageGate(ImageLimits limits, int size, int least) {
        this.limits = limits;
        this.size = size;
        this.least = least;
        this.budget = new MemoryBudget(limits.maxPixels());
        ImageIO.setUseCache(false);
    }

    /**
     * The pixels that each side keeps at reduced scale: four times the square's, so that the filter
     * still has something to average, and corners of boxes fall on the same side of the grid's
     * lines.
     */
    private static int leastFor(int size) {
        return size * 4;
    }

    /** A gate that decodes each picture in full. */
    public static ImageGate unreduced(ImageLimits limits, int size) {
        return new ImageGate(limits, size, Integer.MAX_VALUE);
    }

    public Gated prepare(byte[] bytes) {
        return gated(bytes, _ -> new Shape(size, least));
    }

    /**
     * The picture for people to look at, by the same rules and in the same room: a square with the
     * picture's longer side, but of no more than {@code most} pixels.
     */
    public Gated preview(byte[] bytes, int most) {
        return gated(
                bytes,
                header -> {
                    int side = Math.min(most, Math.max(header.width(), header.height()));
                    return new Shape(side, side * 2);
                });
    }

    /**
     * What is made of a picture.
     *
     * @param size side of the square
     * @param least pixels that each side keeps at reduced scale
     */
    private record Shape(int size, int least) {}

    private Gated gated(byte[] bytes, Function<Header, Shape> shape) {
        try {
            return letIn(bytes, shape);
        } catch (RefusedException e) {
            return new Refused(e.code(), e.why());
        } catch (RuntimeException | StackOverflowError e) {
            // whatever a decoder throws is the picture's fault
            return new Refused(FailureCode.CORRUPT_IMAGE, "the picture cannot be decoded: " + e);
        }
    }

    private Prepared letIn(byte[] bytes, Function<Header, Shape> shape) throws RefusedException {
        if (bytes.length > limits.maxBytes()) {
            throw new RefusedException(
                    FailureCode.TOO_LARGE,
                    "a picture has up to " + limits.maxBytes() + " bytes, got " + bytes.length);
        }
        if (bytes.length == 0) {
            throw RefusedException.corrupt("the picture has no bytes");
        }
        var format = Format.of(bytes);
        var encoded = format.read(bytes);
        check(encoded.header());
        try (var _ = budget.take(encoded.memory())) {
            return decode(format, encoded, shape.apply(encoded.header()));
        }
    }

    private void check(Header header) throws RefusedException {
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
        if (header.frames() > limits.maxFrames()) {
            throw new RefusedException(
                    FailureCode.TOO_MANY_PIXELS,
                    "a picture has up to "
                            + limits.maxFrames()
                            + " frames, this one has "
                            + header.frames());
        }
        if (!header.damage().isEmpty()) {
            throw RefusedException.corrupt(header.damage());
        }
    }

    private Prepared decode(Format format, Encoded encoded, Shape shape) throws RefusedException {
        int size = shape.size();
        var header = encoded.header();
        var orientation = header.orientation();
        boolean swapped = orientation.swapsAxes();
        byte[] square;
        try (var rows = encoded.rows(shape.least())) {
            var squash = Squash.of(rows.width(), rows.height(), size, swapped, rows.pixels());
            for (int y = 0; y < rows.height(); y++) {
                squash.row(rows.next());
            }
            square = squash.square();
        }
        return new Prepared(
                ByteBuffer.wrap(orientation.turn(square, size)),
                swapped ? header.height() : header.width(),
                swapped ? header.width() : header.height(),
                format.mediaType());
    }

    private static String claim(Header header) {
        return header.width() + " x " + header.height();
    }
}
