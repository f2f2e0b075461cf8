package io.groundstream.local.bench;

import io.groundstream.embedded.Scenes;
import io.groundstream.embedded.Split;
import io.groundstream.embedded.World;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntConsumer;

/** Asks a model all that can be asked about fresh scenes, and counts what it got right. */
public final class QualityBench {
    private QualityBench() {}

    /**
     * Measures on fresh scenes of a world.
     *
     * @param bundle directory of the model bundle
     * @param progress hears how many scenes have been asked about
     */
    public static QualityReport run(Path bundle, World world, Seeds seeds, IntConsumer progress) {
        try (var annotator = Examiner.annotator(bundle)) {
            var quality = new Quality();
            var examiner = new Examiner(annotator::annotate, quality::add);
            long start = System.nanoTime();
            for (int i = 0; i < seeds.count(); i++) {
                var drawn = Scenes.draw(world, Split.FRESH, seeds.first() + i);
                examiner.ask(drawn, Sheet.whole(drawn.scene()));
                progress.accept(i + 1);
            }
            examiner.finish();
            var took = Duration.ofNanos(System.nanoTime() - start);
            var model = annotator.model();
            return new QualityReport(
                    world, seeds, model.getName(), model.getRevision(), took, quality.results());
        }
    }
}
