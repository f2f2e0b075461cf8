package io.groundstream.runner.service;

import io.groundstream.runner.annotate.AnnotatorSettings;
import io.groundstream.runner.intake.IntakeSettings;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Settings;
import io.groundstream.schemas.trace.TraceSettings;

/** All that a model-runner is told, one section a record. Whoever holds one knows it is sound. */
public record RunnerConfig(
        KafkaSettings kafka,
        RegistrySettings registry,
        Topics topics,
        ModelSettings model,
        RunnerSettings runner,
        ImageSettings images,
        SourceSettings sources,
        TraceSettings traces,
        HttpSettings http) {
    /**
     * Reads every section.
     *
     * @throws ConfigException that names all faults at once
     */
    public static RunnerConfig from(Settings settings) {
        var config =
                new RunnerConfig(
                        KafkaSettings.from(settings),
                        RegistrySettings.from(settings),
                        Topics.from(settings),
                        ModelSettings.from(settings),
                        RunnerSettings.from(settings),
                        ImageSettings.from(settings),
                        SourceSettings.from(settings),
                        TraceSettings.from(settings, "runner"),
                        HttpSettings.from(settings));
        settings.check();
        return config;
    }

    AnnotatorSettings annotator() {
        return new AnnotatorSettings(
                model.bundle(),
                model.device(),
                runner.threads(),
                runner.calls(),
                runner.prepareThreads(),
                runner.batches(),
                images.limits(),
                sources.sources());
    }

    /** A poll brings a batch for each of the model's calls; the other rounds wait behind them. */
    IntakeSettings intake(int calls) {
        return new IntakeSettings(
                runner.name(), runner.rounds(), runner.batches().maxBatch() * calls);
    }
}
