package io.groundstream.benchmarks;

import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.Manifest;
import io.groundstream.runner.grounding.GroundedText;
import io.groundstream.runner.grounding.GroundingParser;
import io.groundstream.runner.tokenize.PromptRequest;
import io.groundstream.runner.tokenize.Tokenizer;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** From the tokens of a caption with five things to grounded text, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GroundingBenchmark {
    private static final int THINGS = 5;

    /** Directory of the model bundle whose tokens they are. */
    @Param("model-runner/worker/target/bundle")
    public String bundle;

    private Tokenizer tokenizer;
    private GroundingParser parser;
    private long[] prompt;
    private long[] caption;
    private float[] logProbs;

    @Setup(Level.Trial)
    public void open() {
        var opened = Bundle.open(Path.of(bundle));
        tokenizer = Tokenizer.open(opened);
        parser = new GroundingParser(opened.manifest(), tokenizer);
        prompt = tokenizer.encode(PromptRequest.of("BRIEF_CAPTION"));
        // words that are certainly words: those that a brief caption begins with
        caption =
                caption(
                        opened.manifest(),
                        Arrays.copyOfRange(prompt, prompt.length - 3, prompt.length));
        logProbs = new float[caption.length];
        Arrays.fill(logProbs, -0.1f);
    }

    @TearDown(Level.Trial)
    public void close() {
        tokenizer.close();
    }

    @Benchmark
    public GroundedText parse() {
        return parser.parse(prompt, caption, logProbs);
    }

    private static long[] caption(Manifest manifest, long[] words) {
        var tokens = manifest.tokens();
        var caption = LongStream.builder();
        for (int i = 0; i < THINGS; i++) {
            caption.add(tokens.phrase());
            Arrays.stream(words).forEach(caption);
            caption.add(tokens.phraseEnd())
                    .add(tokens.object())
                    .add(tokens.firstLocation() + i)
                    .add(tokens.firstLocation() + manifest.grid() * 9L + i)
                    .add(tokens.objectEnd())
                    .add(words[0]);
        }
        return caption.add(tokens.eos()).build().toArray();
    }
}
