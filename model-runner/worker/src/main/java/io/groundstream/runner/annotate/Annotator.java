package io.groundstream.runner.annotate;

import io.groundstream.runner.batch.Answer;
import io.groundstream.runner.batch.Batcher;
import io.groundstream.runner.batch.Item;
import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.fetch.Fetcher;
import io.groundstream.runner.generate.Generator;
import io.groundstream.runner.generate.TextGenerator;
import io.groundstream.runner.image.ImageGate;
import io.groundstream.runner.importer.Families;
import io.groundstream.runner.language.Said;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ModelInfo;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.serde.TrustedRecords;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Annotates pictures with one model: the whole way from bytes to grounded text, without Kafka. Each
 * job gets exactly one outcome, and no job makes another fail. Safe for use by many threads; who
 * brings more work than fits waits in {@link #annotate}.
 */
public final class Annotator implements AutoCloseable {
    static {
        TrustedRecords.vouch();
    }

    private static final int BATCHES_PER_CHECK = 256;

    private final LoadedModel loaded;
    private final Preparation preparation;
    private final Assembly assembly;
    private final Batcher<Shape, Row, Said> batcher;
    private final Fetcher fetcher;
    private final ExecutorService fetching;
    private final ExecutorService preparing;
    private final int places;
    private final Semaphore room;
    private final Meters meters;
    private final int newTokens;

    private Annotator(
            AnnotatorSettings settings, Bundle bundle, LoadedModel loaded, MeterRegistry registry) {
        var manifest = bundle.manifest();
        var language = loaded.language();
        this.loaded = loaded;
        this.newTokens = manifest.limits().newTokens();
        this.meters = new Meters(registry);
        this.fetcher = Fetcher.open(settings.sources(), settings.images().maxBytes());
        this.preparation =
                new Preparation(
                        fetcher,
                        new ImageGate(settings.images(), manifest.image().size()),
                        language,
                        meters);
        this.assembly = new Assembly(language, loaded.info());
        this.fetching =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("fetch-", 0).factory());
        this.preparing =
                Executors.newFixedThreadPool(
                        settings.prepareThreads(),
                        Thread.ofPlatform().name("prepare-", 0).daemon().factory());
        var batches = settings.batches().withRoomFor(loaded.calls());
        this.places = settings.prepareThreads() + batches.capacity();
        this.room = new Semaphore(places, true);
        var models =
                Stream.generate(() -> model(loaded, settings, manifest.image().size()))
                        .limit(loaded.calls())
                        .map(model -> new SelfCheck(model, BATCHES_PER_CHECK, registry))
                        .toList();
        this.batcher = Batcher.start(batches, models, meters::batch);
    }

    /** Loads the bundle and warms it up; returns when it is ready. */
    public static Annotator open(AnnotatorSettings settings) {
        return open(settings, UnaryOperator.identity(), new SimpleMeterRegistry());
    }

    /**
     * The same with a registry for its meters, and something of the caller's around the generator.
     */
    public static Annotator open(
            AnnotatorSettings settings,
            UnaryOperator<TextGenerator> around,
            MeterRegistry registry) {
        return open(settings, Families.SHIPPED, around, registry);
    }

    static Annotator open(
            AnnotatorSettings settings,
            Families families,
            UnaryOperator<TextGenerator> around,
            MeterRegistry registry) {
        var bundle = Bundle.open(settings.bundle());
        var family = families.of(bundle);
        var generator =
                Generator.open(bundle, settings.device(), settings.threads(), settings.calls());
        var loaded =
                LoadedModel.warmUp(
                        bundle,
                        family.language(bundle),
                        around.apply(generator),
                        generator,
                        settings.batches());
        return new Annotator(settings, bundle, loaded, registry);
    }

    /** Which model answers. */
    public ModelInfo model() {
        return loaded.info();
    }

    /** How many batches are computed at one time. */
    public int calls() {
        return loaded.calls();
    }

    /** How long one picture took, alone, when the model was warm. */
    public Duration timeAlone() {
        return loaded.timeAlone();
    }

    /** Begins with the job, as soon as there is room; the outcome never is an exception. */
    public CompletableFuture<Outcome> annotate(Job job) {
        room.acquireUninterruptibly();
        meters.started();
        var outcome = new CompletableFuture<Outcome>();
        try {
            fetching.execute(() -> fetch(job, outcome));
        } catch (RejectedExecutionException _) {
            outcome.complete(Assembly.closing());
        }
        return outcome.whenComplete(
                (ended, _) -> {
                    room.release();
                    meters.ended(ended);
                });
    }

    /** False if a thread of it has died. */
    public boolean isAlive() {
        return batcher.isAlive();
    }

    /** Ends at once what has begun: it fails, and may be asked for again. Then close it. */
    public void cancel() {
        fetching.shutdownNow();
        batcher.cancel();
        loaded.generator().cancel();
    }

    /** Finishes what has begun, then frees the model. Nothing may be brought any more. */
    @Override
    public void close() {
        if (preparing.isShutdown()) {
            return;
        }
        room.acquireUninterruptibly(places);
        fetching.close();
        preparing.close();
        fetcher.close();
        batcher.close();
        loaded.close();
    }

    private static PictureModel model(LoadedModel loaded, AnnotatorSettings settings, int size) {
        return new PictureModel(loaded.generator(), size, settings.batches().maxBatch());
    }

    /** Waits for servers, on a virtual thread, so that the threads that decode do not. */
    private void fetch(Job job, CompletableFuture<Outcome> outcome) {
        try {
            if (job.deadline() != null && !Instant.now().isBefore(job.deadline())) {
                outcome.complete(Assembly.late());
                return;
            }
            var raw = preparation.fetch(job);
            preparing.execute(() -> begin(job, raw, outcome));
        } catch (RefusedJobException e) {
            outcome.complete(e.failure());
        } catch (RuntimeException | OutOfMemoryError e) {
            outcome.complete(unexpected(e));
        }
    }

    private void begin(Job job, Preparation.Raw raw, CompletableFuture<Outcome> outcome) {
        try {
            var ready = preparation.decode(job, raw);
            finish(ready, ask(job, ready), outcome);
        } catch (RefusedJobException e) {
            outcome.complete(e.failure());
        } catch (RuntimeException | OutOfMemoryError e) {
            outcome.complete(unexpected(e));
        }
    }

    private void finish(
            Ready ready,
            List<CompletableFuture<Answer<Said>>> answers,
            CompletableFuture<Outcome> outcome) {
        var all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
        var _ =
                all.thenApply(_ -> answers.stream().map(CompletableFuture::join).toList())
                        // not on the thread of the model, which has other work
                        .thenApplyAsync(given -> assembly.outcome(ready, given), preparing)
                        .exceptionally(Annotator::unexpected)
                        .thenAccept(outcome::complete);
    }

    private List<CompletableFuture<Answer<Said>>> ask(Job job, Ready ready) {
        var answers = new ArrayList<CompletableFuture<Answer<Said>>>();
        for (var prompt : ready.prompts()) {
            var item =
                    new Item<>(
                            new Shape(prompt.length, newTokens),
                            new Row(ready.picture().rgb(), prompt),
                            job.urgent(),
                            job.alone(),
                            deadline(job));
            answers.add(observed(job.observer(), batcher.submit(item)));
        }
        return answers;
    }

    private static CompletableFuture<Answer<Said>> observed(
            StageObserver observer, CompletableFuture<Answer<Said>> asked) {
        return observer.equals(StageObserver.NONE)
                ? asked
                : asked.whenComplete((answer, _) -> tell(observer, answer));
    }

    /** The batch has just ended. */
    private static void tell(StageObserver observer, @Nullable Answer<Said> answer) {
        if (answer instanceof Answer.Done<Said>(_, long queued, long computed, int rows)) {
            long end = System.nanoTime();
            long begin = end - computed;
            observer.ended("queue", begin - queued, begin, 0);
            observer.ended("inference", begin, end, rows);
        }
    }

    private long deadline(Job job) {
        return job.deadline() == null
                ? Item.NEVER
                : batcher.now() + Duration.between(Instant.now(), job.deadline()).toNanos();
    }

    private static Outcome unexpected(Throwable fault) {
        return Outcome.transientFailure(FailureCode.INTERNAL, Stage.DECODE, fault.toString());
    }
}
