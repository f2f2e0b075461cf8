package io.groundstream.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A page that watches, with a connection that the test holds in its hand. */
class ViewerTest {
    private static final int FIRST = 1_000;

    private final Ring ring = new Ring(100, 1_000_000, FIRST);
    private final Wire wire = new Wire();

    /** Takes a write only when it may, and ends the page's visit when nothing more is wanted. */
    private static final class Wire extends OutputStream {
        private final Semaphore permits = new Semaphore(0);
        private final CountDownLatch blocked = new CountDownLatch(1);
        private final StringBuffer written = new StringBuffer();
        private volatile String last = "";

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                if (!permits.tryAcquire()) {
                    blocked.countDown();
                    permits.acquire();
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            written.append(new String(bytes, from, length, StandardCharsets.UTF_8));
            if (!last.isEmpty() && written.indexOf(last) >= 0) {
                throw new IOException("the page has gone");
            }
        }

        @Override
        public void write(int one) {
            throw new UnsupportedOperationException();
        }

        List<String> ids() {
            return written.toString().lines().filter(line -> line.startsWith("id: ")).toList();
        }
    }

    @Test
    void aPageThatComesGetsTheNewestFirstAndNothingIsCalledMissed() throws Exception {
        add(200);
        wire.last = "id: 1199\n";
        wire.permits.release(1_000);

        watch(0).join(20_000);

        assertThat(wire.ids()).hasSize(24).startsWith("id: 1176").endsWith("id: 1199");
        assertThat(wire.written).doesNotContain("dropped");
    }

    @Test
    void aSlowPageLosesTheOldestAndIsToldHowMany() throws Exception {
        add(1);
        wire.last = "\"count\"";
        wire.permits.release(2);
        var page = watch(0);
        // the greeting and the first have gone; the second is on its way and stays there
        add(1);
        assertThat(wire.blocked.await(20, TimeUnit.SECONDS)).isTrue();

        add(300);
        wire.permits.release(1_000);
        page.join(20_000);

        assertThat(wire.written).contains("event: dropped\ndata: {\"count\":276}\n\n");
    }

    @Test
    void aPageThatComesBackGoesOnWhereItWas() throws Exception {
        add(30);
        wire.last = "id: 1029\n";
        wire.permits.release(1_000);

        watch(1_020).join(20_000);

        assertThat(wire.ids()).hasSize(9).startsWith("id: 1021");
    }

    @Test
    void wordsOfAnybodyStayInsideTheirString() throws Exception {
        var news =
                new News.Annotated(
                        Samples.annotation("a", "<img onerror=\"x\">\n\ndata: forged", 1), null, 1);
        ring.add(List.of(news));
        wire.last = "id: 1000\n";
        wire.permits.release(1_000);

        watch(0).join(20_000);

        assertThat(wire.written.toString().lines().filter(line -> line.startsWith("data: ")))
                .singleElement()
                .asString()
                .contains("<img onerror=\\\"x\\\">\\n\\ndata: forged");
    }

    private Thread watch(long lastSeen) {
        var viewer =
                new Viewer(
                        ring,
                        Filter.NONE,
                        1_000,
                        new EventWriter(wire),
                        new LiveMeters(new SimpleMeterRegistry()));
        return Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                viewer.run(lastSeen);
                            } catch (IOException | InterruptedException _) {
                                // the page has gone, as it was to
                            }
                        });
    }

    private void add(int count) {
        ring.add(IntStream.range(0, count).mapToObj(i -> Samples.news("image-" + i)).toList());
    }
}
