package io.groundstream.runner.quantize;

import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.generate.ObservedModel;
import io.groundstream.runner.image.Gated.Prepared;
import io.groundstream.runner.image.Gated.Refused;
import io.groundstream.runner.image.ImageGate;
import io.groundstream.runner.image.ImageLimits;
import io.groundstream.runner.language.BadTaskException;
import io.groundstream.runner.language.Language;
import io.groundstream.runner.language.Said;
import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Puts every kind of task that a model knows to it, with one picture after another. */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final String QUESTION = "What is this?";

    private final ObservedModel model;
    private final Language language;
    private final Observation observation;
    private final ImageGate gate;

    Rehearsal(Bundle bundle, ObservedModel model, Language language, Observation observation) {
        this.model = model;
        this.language = language;
        this.observation = observation;
        this.gate = new ImageGate(ImageLimits.DEFAULT, bundle.manifest().image().size());
    }

    /**
     * Captions, answers, and what asks about a phrase or a region that a caption has named.
     *
     * @return false if the gate refuses the picture; the log tells why
     */
    boolean show(Path picture) throws IOException {
        return switch (gate.prepare(Files.readAllBytes(picture))) {
            case Prepared prepared -> {
                show(prepared.rgb());
                yield true;
            }
            case Refused refused -> {
                LOG.atWarn()
                        .addKeyValue("file", picture)
                        .addKeyValue("code", refused.code())
                        .addKeyValue("why", refused.message())
                        .log("not shown to the model");
                yield false;
            }
        };
    }

    private void show(ByteBuffer levels) {
        for (var kind : List.of(TaskKind.PLAIN_CAPTION, TaskKind.DETAILED_CAPTION)) {
            answer(levels, new TaskRequest(kind, null, null));
        }
        for (var kind : List.of(TaskKind.ANSWER, TaskKind.GROUNDED_ANSWER)) {
            answer(levels, new TaskRequest(kind, QUESTION, null));
        }
        var named = answer(levels, new TaskRequest(TaskKind.BRIEF_CAPTION, null, null));
        for (Entity entity : named.subList(0, Math.min(1, named.size()))) {
            answer(levels, new TaskRequest(TaskKind.GROUND_PHRASE, entity.getPhrase(), null));
            var box = entity.getBoxes().getFirst().getBox();
            answer(levels, new TaskRequest(TaskKind.DESCRIBE_REGION, null, box));
        }
    }

    /** The entities with boxes that the answer names; none if the model does not know the task. */
    private List<Entity> answer(ByteBuffer levels, TaskRequest task) {
        long[] prompt;
        try {
            prompt = language.prompt(task);
        } catch (BadTaskException _) {
            return List.of();
        }
        var generated = model.answer(levels.duplicate(), prompt, observation::tell);
        var said = new Said(generated.tokenIds()[0], generated.logProbs()[0]);
        return language.result(task, prompt, said).getEntities().stream()
                .filter(entity -> !entity.getBoxes().isEmpty())
                .toList();
    }
}
