package io.groundstream.local.bench.runner;

import io.groundstream.local.bench.beside.Finding;
import io.groundstream.local.bench.beside.Finding.Bar;
import io.groundstream.local.stack.StackException;
import io.groundstream.operations.kafka.ImagePublisher;
import io.groundstream.operations.kafka.TopicReader;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.InlineImage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From publishing to the annotation, through the topology, less the time of inference. */
final class Latency implements RunnerMeasure {
    private static final double LOAD = 0.3;
    private static final Duration POLL = Duration.ofMillis(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public List<Finding> take(Stand stand, Models models, RunnerBench.Options options)
            throws InterruptedException, IOException {
        stand.say("latency: the whole stack");
        stand.startServices(Stand.runner(models.embedded().bundle(), 0));
        var cluster = stand.cluster();
        try (var registry = cluster.registry();
                var publisher = new ImagePublisher(cluster, registry);
                var reader =
                        TopicReader.open(
                                cluster,
                                registry,
                                List.of(cluster.topics().annotations()),
                                false)) {
            var flow = new Flow(stand.pictures(), publisher, reader);
            double most = flow.flood(options.images(40));
            var millis = flow.drip(LOAD * most, options.seconds());
            return List.of(
                    Finding.of("publish to annotation, p95", "ms less inference", millis.at(0.95))
                            .promised(Bar.atMost(500))
                            .with("ms", millis.summary())
                            .with("images/s at full load", most)
                            .with("load", LOAD));
        }
    }

    /** Pictures that go in and annotations that come out, on one thread. */
    private static final class Flow {
        private final List<byte[]> pictures;
        private final ImagePublisher publisher;
        private final TopicReader reader;
        private final Map<String, Long> underWay = new HashMap<>();
        private final List<Double> millis = new ArrayList<>();
        private int published;

        Flow(List<byte[]> pictures, ImagePublisher publisher, TopicReader reader) {
            this.pictures = pictures;
            this.publisher = publisher;
            this.reader = reader;
        }

        /** All at once; returns the images a second of the second half. */
        double flood(int count) {
            for (int i = 0; i < count; i++) {
                publish(System.nanoTime());
            }
            takeUntil(count / 2);
            long start = System.nanoTime();
            int from = underWay.size();
            takeUntil(0);
            return from / ((System.nanoTime() - start) / 1e9);
        }

        /** One now and then; the times of all but the first tenth. */
        Latencies drip(double perSecond, Duration time) {
            millis.clear();
            var arrivals = new Arrivals(perSecond);
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() - end < 0) {
                long due = arrivals.next();
                if (arrivals.isDue()) {
                    publish(due);
                }
                take();
            }
            takeUntil(0);
            return new Latencies(
                    millis.stream().skip(millis.size() / 10).mapToDouble(m -> m).toArray());
        }

        private void publish(long due) {
            var id = "latency-" + published;
            var picture = Pictures.marked(pictures.get(published % pictures.size()), published);
            published++;
            underWay.put(id, due);
            // one that is not stored is waited for in vain, which patience ends
            var _ =
                    publisher.publish(
                            ImageEvent.newBuilder()
                                    .setImageId(id)
                                    .setContent(new InlineImage(ByteBuffer.wrap(picture)))
                                    .setSubmittedAt(Instant.now())
                                    .build());
        }

        private void takeUntil(int left) {
            long since = System.nanoTime();
            int last = underWay.size();
            while (underWay.size() > left) {
                take();
                if (underWay.size() < last) {
                    last = underWay.size();
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                    throw new StackException(
                            last + " images are without an annotation, and none for " + PATIENCE);
                }
            }
        }

        private void take() {
            for (var read : reader.poll(POLL)) {
                var due = underWay.remove(read.key());
                if (due != null && read.value() instanceof Annotation annotation) {
                    double all = (System.nanoTime() - due) / 1e6;
                    millis.add(all - annotation.getTimings().getInferenceMicros() / 1e3);
                }
            }
        }
    }
}
