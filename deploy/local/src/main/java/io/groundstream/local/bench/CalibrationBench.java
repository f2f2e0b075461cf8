package io.groundstream.local.bench;

import io.groundstream.embedded.Scenes;
import io.groundstream.embedded.Split;
import io.groundstream.embedded.World;

import java.nio.file.Path;
import java.util.function.IntConsumer;

/** Asks a model for captions and phrases of fresh scenes, and fits a calibration to its answers. */
public final class CalibrationBench {
    private CalibrationBench() {}

    /**
     * Fits a calibration to fresh scenes of the standard world.
     *
     * @param bundle directory of the model bundle; a calibration that it has makes no difference
     * @param progress hears how many scenes have been asked about
     */
    public static FittedCalibration run(Path bundle, Seeds seeds, IntConsumer progress) {
        var fitting = seeds.forFitting();
        try (var annotator = Examiner.annotator(bundle)) {
            var evidence = new Evidence();
            var examiner = new Examiner(annotator::annotate, evidence::add);
            for (int i = 0; i < fitting.count(); i++) {
                var drawn = Scenes.draw(World.STANDARD, Split.FRESH, fitting.first() + i);
                examiner.ask(drawn, Sheet.withoutExam(drawn.scene()));
                progress.accept(i + 1);
            }
            examiner.finish();
            var model = annotator.model();
            return FittedCalibration.of(
                    evidence, fitting, model.getName() + " " + model.getRevision());
        }
    }
}
