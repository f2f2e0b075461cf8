package io.groundstream.runner.language;

import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.grounding.Confidence;
import io.groundstream.runner.grounding.GroundedText;
import io.groundstream.runner.grounding.GroundingParser;
import io.groundstream.runner.tokenize.PromptException;
import io.groundstream.runner.tokenize.PromptRequest;
import io.groundstream.runner.tokenize.Region;
import io.groundstream.runner.tokenize.Tokenizer;
import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.ScoredBox;
import io.groundstream.schemas.avro.TaskRequest;
import io.groundstream.schemas.avro.TaskResult;

import org.jspecify.annotations.Nullable;

/** The language of a model that answers in words with tags: a bundle's tokenizer and grounding. */
public final class TaggedLanguage implements Language {
    private final Tokenizer tokenizer;
    private final GroundingParser parser;

    private TaggedLanguage(Tokenizer tokenizer, GroundingParser parser) {
        this.tokenizer = tokenizer;
        this.parser = parser;
    }

    public static TaggedLanguage of(Bundle bundle) {
        var tokenizer = Tokenizer.open(bundle);
        return new TaggedLanguage(tokenizer, new GroundingParser(bundle.manifest(), tokenizer));
    }

    @Override
    public long[] prompt(TaskRequest task) throws BadTaskException {
        try {
            var region = region(task.getRegion());
            return tokenizer.encode(
                    new PromptRequest(task.getKind().name(), task.getText(), region));
        } catch (PromptException e) {
            throw new BadTaskException(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Region region(@Nullable Box box) {
        return box == null ? null : new Region(box.getX0(), box.getY0(), box.getX1(), box.getY1());
    }

    @Override
    public TaskResult result(TaskRequest task, long[] prompt, Said said) {
        var grounded = parser.parse(prompt, said.tokenIds(), said.logProbs());
        return new TaskResult(
                task,
                grounded.text(),
                grounded.confidence().calibrated(),
                grounded.confidence().raw(),
                grounded.confidenceMethod(),
                grounded.entities().stream().map(TaggedLanguage::entity).toList(),
                grounded.truncated(),
                grounded.rawText());
    }

    private static Entity entity(GroundedText.Entity entity) {
        Confidence confidence = entity.phraseConfidence();
        return new Entity(
                entity.phrase(),
                entity.spanStart(),
                entity.spanEnd(),
                confidence == null ? null : confidence.calibrated(),
                confidence == null ? null : confidence.raw(),
                entity.boxes().stream().map(TaggedLanguage::box).toList());
    }

    private static ScoredBox box(GroundedText.Box box) {
        return new ScoredBox(
                new Box(box.x0(), box.y0(), box.x1(), box.y1()),
                box.confidence().calibrated(),
                box.confidence().raw());
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
