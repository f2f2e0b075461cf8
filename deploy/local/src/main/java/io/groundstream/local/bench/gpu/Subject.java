package io.groundstream.local.bench.gpu;

import io.groundstream.local.bench.runner.Models.Model;
import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.Manifest;
import io.groundstream.runner.generate.Device;
import io.groundstream.runner.generate.Generated;
import io.groundstream.runner.generate.Generator;
import io.groundstream.runner.generate.Provider;
import io.groundstream.runner.image.Gated.Prepared;
import io.groundstream.runner.image.ImageGate;
import io.groundstream.runner.image.ImageLimits;
import io.groundstream.runner.importer.Families;
import io.groundstream.runner.language.BadTaskException;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A loaded model, with pictures that are ready and the prompt of a brief caption. */
final class Subject implements AutoCloseable {
    private final Bundle bundle;
    private final Generator generator;
    private final ByteBuffer pictures;
    private final int count;
    private final long[] prompt;

    private Subject(
            Bundle bundle, Generator generator, ByteBuffer pictures, int count, long[] prompt) {
        this.bundle = bundle;
        this.generator = generator;
        this.pictures = pictures;
        this.count = count;
        this.prompt = prompt;
    }

    static Subject load(Model model, List<byte[]> jpegs, Device device) {
        return load(model.bundle(), jpegs, device);
    }

    /** Takes one call at a time, with all cores if it is on CPU. */
    static Subject load(Path directory, List<byte[]> jpegs, Device device) {
        var bundle = Bundle.open(directory);
        int side = bundle.manifest().image().size();
        var gate = new ImageGate(ImageLimits.DEFAULT, side);
        // twice, so that a batch from anywhere is one piece
        var pictures = ByteBuffer.allocateDirect(2 * jpegs.size() * side * side * 3);
        for (var jpeg : jpegs) {
            if (!(gate.prepare(jpeg) instanceof Prepared prepared)) {
                throw new IllegalStateException("the benchmark's own picture was refused");
            }
            pictures.put(prepared.rgb().duplicate());
        }
        pictures.put(pictures.position(), pictures, 0, pictures.position());
        return new Subject(
                bundle,
                Generator.open(bundle, device, 0, 1),
                pictures.clear(),
                jpegs.size(),
                prompt(bundle));
    }

    /** Answers to so many pictures, at most all that there are, of so many tokens at most. */
    Generated answer(int first, int batch, int newTokens) {
        int bytes = pictures.capacity() / (2 * count);
        var rows = pictures.slice(first % count * bytes, batch * bytes);
        var prompts = new long[batch][];
        Arrays.fill(prompts, prompt);
        return generator.generate(rows, batch, prompts, newTokens, new boolean[batch]);
    }

    Manifest manifest() {
        return bundle.manifest();
    }

    Provider provider() {
        return generator.provider();
    }

    /** Tokens that were said, the end among them. */
    long said(Generated generated) {
        int pad = manifest().tokens().pad();
        return Arrays.stream(generated.tokenIds())
                .mapToLong(row -> Arrays.stream(row).filter(id -> id != pad).count())
                .sum();
    }

    @Override
    public void close() {
        generator.close();
    }

    /** What a brief caption is asked with. */
    static long[] prompt(Bundle bundle) {
        try (var language = Families.SHIPPED.of(bundle).language(bundle)) {
            return language.prompt(new TaskRequest(TaskKind.BRIEF_CAPTION, null, null));
        } catch (BadTaskException e) {
            throw new IllegalStateException("a model must know brief captions", e);
        }
    }
}
