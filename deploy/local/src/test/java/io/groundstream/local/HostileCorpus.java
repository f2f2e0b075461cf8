package io.groundstream.local;

import static io.groundstream.schemas.avro.FailureCode.BAD_TASK;
import static io.groundstream.schemas.avro.FailureCode.CORRUPT_IMAGE;
import static io.groundstream.schemas.avro.FailureCode.TOO_LARGE;
import static io.groundstream.schemas.avro.FailureCode.TOO_MANY_PIXELS;
import static io.groundstream.schemas.avro.FailureCode.UNSUPPORTED_FORMAT;

import io.groundstream.runner.image.Gated.Prepared;
import io.groundstream.runner.image.Gated.Refused;
import io.groundstream.runner.image.ImageGate;
import io.groundstream.runner.image.ImageLimits;
import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;
import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.testing.Mutations;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Hostile files of every kind in turn, the same ones for the same seed. How each must end is known
 * from what was done to it; where damage may have missed, from the image gate itself.
 */
final class HostileCorpus {
    private static final List<String> FORMATS = List.of("png", "jpg", "gif", "webp", "bmp", "tiff");
    private static final List<String> WITH_PLAIN_HEADERS =
            List.of("ycck.jpg", "interlaced.png", "palette.gif", "colours.bmp", "plain.tiff");
    private static final List<String> STARTS =
            List.of(
                    "%PDF-1.7\n",
                    "PK\3\4",
                    "\177ELF\2\1\1",
                    "#!/bin/sh\nrm -rf /\n",
                    "<!DOCTYPE html><script>alert(1)</script>",
                    "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
                    "push graphic-context\nimage over 0,0 0,0 'https://127.0.0.1/'\n",
                    "\0\0\0\34ftypavif\0\0\0\0",
                    "\0\0\0\30ftypheic\0\0\0\0",
                    "\0\0\0\14jP  \r\n\u0087\n",
                    "\0\0\1\0\1\0",
                    "8BPS\0\1\0\0",
                    "\u00ff\nJXL",
                    "P6\n60000 60000\n255\n",
                    "DDS |\0\0\0",
                    "qoif\0\0\0\1",
                    "\37\u008b\b\0",
                    "{\"an\": \"object\"}",
                    "I am not a picture");

    private final Random random;
    private final ImageGate gate = new ImageGate(ImageLimits.DEFAULT, 224);
    private final SamplePictures pictures;
    private final List<Mutations> damages;
    private final List<Specimen> forbidden;
    private final List<Specimen> disappointing;
    private final List<Supplier<Specimen>> kinds;
    private int next;
    private int forbiddenSoFar;
    private int disappointingSoFar;

    HostileCorpus(SamplePictures pictures, HostilePlaces places, long seed) {
        this.random = new Random(seed);
        this.pictures = pictures;
        this.damages =
                FORMATS.stream().map(kind -> new Mutations(pictures.of(kind), seed)).toList();
        this.forbidden = places.forbidden();
        this.disappointing = places.disappointing();
        this.kinds =
                List.of(
                        this::damaged,
                        this::truncated,
                        this::lyingHeader,
                        this::forbidden,
                        this::pixelBomb,
                        this::damaged,
                        this::frameBomb,
                        this::byteBomb,
                        this::wrongMagic,
                        this::forbidden,
                        this::polyglot,
                        this::damaged,
                        this::empty,
                        this::foreign,
                        this::badTask,
                        this::disappointing,
                        this::tooLarge);
    }

    Specimen next() {
        return kinds.get(next++ % kinds.size()).get();
    }

    private Specimen damaged() {
        int format = random.nextInt(FORMATS.size());
        return judged("damaged " + FORMATS.get(format), damages.get(format).next());
    }

    private Specimen truncated() {
        var whole = any();
        int least = 12;
        int length = least + random.nextInt(whole.length / 2 - least);
        return Specimen.broken("truncated", Arrays.copyOf(whole, length), CORRUPT_IMAGE);
    }

    private Specimen lyingHeader() {
        var lie = 500 + random.nextInt(2_000);
        return judged("lying header", HostilePictures.claiming(plain(), lie, lie));
    }

    private Specimen pixelBomb() {
        var bomb =
                random.nextInt(3) == 0
                        ? HostilePictures.pngHeader(60_000, 60_000)
                        : HostilePictures.claiming(plain(), 30_000, 30_000);
        return Specimen.broken("bomb of pixels", bomb, TOO_MANY_PIXELS);
    }

    private Specimen frameBomb() {
        var bomb =
                random.nextBoolean()
                        ? HostilePictures.gifOfFrames(1_001 + random.nextInt(9_000))
                        : HostilePictures.tiffInACircle(pictures.named("plain.tiff"));
        return Specimen.broken("bomb of frames", bomb, TOO_MANY_PIXELS);
    }

    private Specimen byteBomb() {
        int much = (16 + random.nextInt(48)) << 20;
        return switch (random.nextInt(3)) {
            case 0 -> judged("bomb of bytes", HostilePictures.pngOfZeros(16, 16, much));
            case 1 -> judged("bomb of text", HostilePictures.pngWithText(much));
            default -> {
                int side = 1_000 + random.nextInt(4_000);
                int bytes = side * (3 * side + 1);
                yield judged("just let in", HostilePictures.pngOfZeros(side, side, bytes));
            }
        };
    }

    private Specimen wrongMagic() {
        var bytes = any().clone();
        if (random.nextBoolean()) {
            Arrays.fill(bytes, 0, 4, (byte) random.nextInt('B'));
            return Specimen.broken("no magic", bytes, UNSUPPORTED_FORMAT);
        }
        System.arraycopy(any(), 0, bytes, 0, 12);
        return judged("another's magic", bytes);
    }

    private Specimen polyglot() {
        var start = start();
        return switch (random.nextInt(3)) {
            case 0 -> Specimen.broken("polyglot", joined(start, any()), UNSUPPORTED_FORMAT);
            case 1 -> judged("polyglot", joined(any(), start));
            default -> judged("polyglot", joined(Arrays.copyOf(any(), 12), start));
        };
    }

    private Specimen empty() {
        return Specimen.broken("empty", new byte[0], CORRUPT_IMAGE);
    }

    private Specimen foreign() {
        return Specimen.broken("foreign", start(), UNSUPPORTED_FORMAT);
    }

    private Specimen badTask() {
        var tasks =
                List.of(
                        new TaskRequest(TaskKind.UNSPECIFIED, null, null),
                        new TaskRequest(TaskKind.ANSWER, null, null),
                        new TaskRequest(TaskKind.GROUND_PHRASE, " \t", null),
                        new TaskRequest(TaskKind.ANSWER, "?".repeat(1_001), null),
                        new TaskRequest(TaskKind.GROUNDED_ANSWER, "?".repeat(100_000), null),
                        new TaskRequest(TaskKind.BRIEF_CAPTION, "words", null),
                        new TaskRequest(TaskKind.DESCRIBE_REGION, null, null),
                        new TaskRequest(TaskKind.DESCRIBE_REGION, null, box(-0.1)),
                        new TaskRequest(TaskKind.DESCRIBE_REGION, null, box(Double.NaN)),
                        new TaskRequest(TaskKind.DESCRIBE_REGION, null, box(Double.MAX_VALUE)));
        var task = tasks.get(random.nextInt(tasks.size()));
        int times = random.nextInt(4) == 0 ? 17 : 1;
        var good = Specimen.picture("bad task", pictures.named("alpha.tiff"), Optional.empty());
        return good.asking(Collections.nCopies(times, task), BAD_TASK);
    }

    private Specimen tooLarge() {
        if (random.nextInt(4) > 0) {
            return HostilePlaces.tooLarge("https://localhost/a.png");
        }
        var bytes = Arrays.copyOf(any(), TopicSpec.MAX_INLINE_BYTES + 1);
        return Specimen.broken("too large", bytes, TOO_LARGE);
    }

    private Specimen forbidden() {
        return forbidden.get(forbiddenSoFar++ % forbidden.size());
    }

    private Specimen disappointing() {
        return disappointing.get(disappointingSoFar++ % disappointing.size());
    }

    private static Box box(double x1) {
        return new Box(0.0, 0.0, x1, 1.0);
    }

    private Specimen judged(String kind, byte[] bytes) {
        Optional<FailureCode> code =
                switch (gate.prepare(bytes)) {
                    case Prepared _ -> Optional.empty();
                    case Refused refused -> Optional.of(refused.code());
                };
        return Specimen.picture(kind, bytes, code);
    }

    private byte[] any() {
        var format = pictures.of(FORMATS.get(random.nextInt(FORMATS.size())));
        return format.get(random.nextInt(format.size()));
    }

    private byte[] plain() {
        return pictures.named(WITH_PLAIN_HEADERS.get(random.nextInt(WITH_PLAIN_HEADERS.size())));
    }

    private byte[] start() {
        return STARTS.get(random.nextInt(STARTS.size())).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
