package io.groundstream.runner.annotate;

import io.groundstream.runner.batch.BatchLimits;
import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.generate.Generator;
import io.groundstream.runner.generate.TextGenerator;
import io.groundstream.runner.language.BadTaskException;
import io.groundstream.runner.language.Language;
import io.groundstream.schemas.avro.ModelInfo;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;

/**
 * A model that has run once at every batch size.
 *
 * @param calls of the generator that may run at one time
 * @param timeAlone what one picture took, alone
 */
record LoadedModel(
        TextGenerator generator, int calls, Language language, ModelInfo info, Duration timeAlone)
        implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LoadedModel.class);
    // enough to pass through the decode loop
    private static final int WARM_UP_TOKENS = 4;

    static LoadedModel warmUp(
            Bundle bundle,
            Language language,
            TextGenerator generator,
            Generator loaded,
            BatchLimits limits) {
        var manifest = bundle.manifest();
        int size = manifest.image().size();
        var pictures = new PictureModel(generator, size, limits.maxBatch());
        var row = new Row(ByteBuffer.allocate(size * size * 3), briefCaption(language));
        long start = System.nanoTime();
        int few = Math.min(WARM_UP_TOKENS, manifest.limits().newTokens());
        for (int batch = limits.maxBatch(); batch >= 1; batch /= 2) {
            var shape = new Shape(row.prompt().length, few);
            pictures.compute(shape, Collections.nCopies(batch, row), batch);
        }
        long alone = System.nanoTime();
        var whole = new Shape(row.prompt().length, manifest.limits().newTokens());
        pictures.compute(whole, Collections.nCopies(1, row), 1);
        var timeAlone = Duration.ofNanos(System.nanoTime() - alone);
        var info =
                new ModelInfo(
                        manifest.name(),
                        manifest.revision(),
                        manifest.prompts().revision(),
                        manifest.precision(),
                        loaded.provider().word());
        log.atInfo()
                .addKeyValue("model", info.getName())
                .addKeyValue("revision", info.getRevision())
                .addKeyValue("provider", info.getProvider())
                .addKeyValue("calls", loaded.calls().atOnce())
                .addKeyValue("threadsPerCall", loaded.calls().threads())
                .addKeyValue("warmUp", Duration.ofNanos(alone - start))
                .addKeyValue("timeAlone", timeAlone)
                .log("model ready");
        return new LoadedModel(generator, loaded.calls().atOnce(), language, info, timeAlone);
    }

    @Override
    public void close() {
        generator.close();
        language.close();
    }

    private static long[] briefCaption(Language language) {
        try {
            return language.prompt(new TaskRequest(TaskKind.BRIEF_CAPTION, null, null));
        } catch (BadTaskException e) {
            throw new IllegalStateException("a model must know brief captions: " + e.why(), e);
        }
    }
}
