package io.groundstream.local.bench.gpu;

import io.groundstream.local.bench.beside.Finding;
import io.groundstream.local.bench.beside.Finding.Bar;
import io.groundstream.local.bench.runner.Models;
import io.groundstream.local.bench.runner.Models.Model;
import io.groundstream.local.bench.runner.Pictures;
import io.groundstream.local.stack.StackSettings;
import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.generate.GenerationException;
import io.groundstream.schemas.service.ConfigException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Takes the parts that are asked for on one device. */
public final class GpuBench {
    private final Options options;
    private final Reference reference;
    private final Consumer<String> progress;
    private final Models models;
    private final StackSettings settings;

    private GpuBench(
            Options options, Path checkpoint, StackSettings settings, Consumer<String> progress) {
        this.options = options;
        this.settings = settings;
        this.progress = progress;
        models = new Models(checkpoint, settings.model(), options.work());
        reference =
                options.reference() == null ? Reference.NONE : Reference.read(options.reference());
    }

    /** What can be measured. */
    public enum Part {
        /** Makes the models, measures nothing. */
        PREPARE,
        /** Whether half precision says what single precision says. */
        AGREEMENT,
        /** The generator alone at each batch size. */
        GENERATOR,
        /** A runner with its broker, at the best batch size. */
        PIPELINE
    }

    /** Of what. */
    public enum Size {
        EMBEDDED,
        LARGE,
        FULL
    }

    /**
     * Runs the parts.
     *
     * @param checkpoint of the embedded model
     */
    public static GpuReport run(
            Options options, Path checkpoint, StackSettings settings, Consumer<String> progress)
            throws InterruptedException, IOException {
        return new GpuBench(options, checkpoint, settings, progress).run();
    }

    private GpuReport run() throws InterruptedException, IOException {
        long start = System.nanoTime();
        var findings = new ArrayList<Finding>();
        var points = new ArrayList<Point>();
        Set<Part> parts = EnumSet.copyOf(options.parts());
        List<byte[]> jpegs =
                measuresPictures(parts) ? Pictures.jpegs(options.pictures()) : List.of();
        if (parts.contains(Part.AGREEMENT)) {
            progress.accept("agreement of half and single precision");
            findings.add(Agreement.measure(models, jpegs, options.device()));
        }
        for (Size size : options.sizes()) {
            progress.accept("making or opening " + size + " in " + options.precision().word());
            Model model = model(size);
            int best = options.pipelineBatch();
            if (parts.contains(Part.GENERATOR)) {
                List<Point> measured = measured(model, jpegs);
                points.addAll(measured);
                findings.addAll(findings(model, size, measured));
                best = best > 0 ? best : best(measured).batch();
            }
            if (parts.contains(Part.PIPELINE)) {
                progress.accept("pipeline: " + model.name());
                findings.add(
                        Pipeline.measure(
                                settings,
                                model,
                                options.device(),
                                best > 0 ? best : options.batches().getLast(),
                                options.seconds(),
                                progress));
            }
        }
        return new GpuReport(
                options.device().provider(),
                options.precision(),
                findings,
                points,
                reference,
                Duration.ofNanos(System.nanoTime() - start));
    }

    private boolean measuresPictures(Set<Part> parts) {
        return parts.contains(Part.AGREEMENT)
                || (parts.contains(Part.GENERATOR) && options.points() == null);
    }

    private Model model(Size size) throws IOException {
        Precision precision = options.precision();
        return switch (size) {
            case EMBEDDED -> models.embedded(precision);
            case LARGE -> models.large(precision);
            case FULL -> models.full(precision);
        };
    }

    private List<Point> measured(Model model, List<byte[]> jpegs) throws InterruptedException {
        if (options.points() == null) {
            return generator(model, jpegs);
        }
        List<Point> earlier = Reference.read(options.points()).of(model.name());
        if (earlier.isEmpty()) {
            throw new ConfigException(options.points() + " has no points of " + model.name());
        }
        return earlier;
    }

    /** From the smallest batch to the largest that there is memory for. */
    private List<Point> generator(Model model, List<byte[]> jpegs) throws InterruptedException {
        var points = new ArrayList<Point>();
        try (var subject = Subject.load(model, jpegs, options.device())) {
            int most = Math.min(options.newTokens(), subject.manifest().limits().newTokens());
            var watch = new Stopwatch(subject, most, options.seconds());
            for (int batch : options.batches()) {
                Point point = watch.measure(model.name(), batch);
                int device = options.device().cuda().device();
                points.add(point.with(DeviceMemory.takenMib(subject.provider(), device)));
                progress.accept(points.getLast().toString());
            }
        } catch (GenerationException e) {
            if (points.isEmpty()) {
                throw e;
            }
            progress.accept("no larger batches: " + e.getMessage());
        }
        return points;
    }

    private List<Finding> findings(Model model, Size size, List<Point> points) throws IOException {
        Point best = best(points);
        boolean promised = size == Size.FULL;
        var found = new ArrayList<Finding>();
        var images =
                Finding.of("generator, " + model.name(), "images/s", best.imagesPerSecond())
                        .with("batch", best.batch())
                        .with("tokens/s", best.tokensPerSecond())
                        .with("memory, MiB", best.memoryMib());
        found.add(
                reference
                        .best(model.name())
                        .map(theirs -> beside(images, theirs, promised))
                        .orElse(images));
        if (reference.machine().isPresent()) {
            var shape = ModelShape.read(model.checkpoint(), prompt(model));
            var floors = new Floors(shape, reference.machine().get(), bytes());
            double step = floors.stepMillis(best.batch(), best.newTokens());
            double first = floors.firstMillis(best.batch());
            found.add(floor("decode step, " + model.name(), best.stepMillis(), step, promised));
            found.add(
                    floor(
                            "vision + prefill, " + model.name(),
                            best.firstMillis(),
                            first,
                            promised));
        }
        return found;
    }

    private static int prompt(Model model) {
        return Subject.prompt(Bundle.open(model.bundle())).length;
    }

    private static Finding beside(Finding ours, Point theirs, boolean promised) {
        var finding =
                ours.beside("transformers", theirs.imagesPerSecond())
                        .with("its batch", theirs.batch());
        return promised ? finding.promised(Bar.atLeast(3)) : finding;
    }

    private static Finding floor(String what, double ours, double floor, boolean promised) {
        var finding = Finding.of(what, "ms a batch", ours).beside("floor", floor);
        return promised ? finding.promised(Bar.atMost(2)) : finding;
    }

    private static Point best(List<Point> points) {
        return points.stream()
                .max(Comparator.comparingDouble(Point::imagesPerSecond))
                .orElseThrow();
    }

    private int bytes() {
        return switch (options.precision()) {
            case FP32 -> Float.BYTES;
            case FP16 -> Short.BYTES;
            case INT8 -> Byte.BYTES;
        };
    }
}
