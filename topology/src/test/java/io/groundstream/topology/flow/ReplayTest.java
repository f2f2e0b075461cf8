package io.groundstream.topology.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageStatus;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.catalog.Headers;
import io.groundstream.schemas.catalog.ReplayMark;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Encoder;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of events that are published again from their dead letters. */
class ReplayTest {
    private final Driver driver = new Driver();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void theReplayOfADeadLetteredVersionIsWorkedOnAndTakesTheLetterAway() {
        var failed = deadLetter("a");
        var version = replay("a", failed);
        driver.answer(driver.request(), Sample.generated("a cat"));

        assertThat(driver.annotations())
                .singleElement()
                .satisfies(annotation -> assertThat(annotation.getVersion()).isEqualTo(version));
        assertThat(driver.compacted(Driver.TOPICS.deadLetters())).isEmpty();
        assertThat(dropped()).isZero();
    }

    @Test
    void aReplayThatFailsIsALetterOfItsOwnVersion() {
        var version = replay("a", deadLetter("a"));
        driver.answer(driver.request(), Sample.failed(FailureCode.MODEL, false));

        assertThat(driver.letters().getLast().getOrigin().getVersion()).isEqualTo(version);
        assertThat(driver.counted("dead_lettered")).isEqualTo(2);
    }

    @Test
    void anImageThatWasReplacedMeanwhileStaysAsItIs() {
        var failed = deadLetter("a");
        var newer = driver.publish(Sample.inline("a").build());
        replay("a", failed);
        driver.answer(driver.request(), Sample.generated("the newer"));
        replay("a", failed);

        assertThat(driver.requests(Lane.INTERACTIVE)).hasSize(2);
        assertThat(driver.state("a").getVersion()).isEqualTo(newer);
        assertThat(driver.state("a").getStatus()).isEqualTo(ImageStatus.ANNOTATED);
        assertThat(dropped()).isEqualTo(2);
    }

    @Test
    void anImageThatWasReplacedByAnotherDeadLetterStaysAsItIs() {
        var failed = deadLetter("a");
        deadLetter("a");
        replay("a", failed);

        assertThat(driver.requests(Lane.INTERACTIVE)).hasSize(2);
        assertThat(dropped()).isEqualTo(1);
    }

    @Test
    void anImageThatWasDeletedMeanwhileStaysDeleted() {
        var failed = deadLetter("a");
        driver.publish("a", null);
        replay("a", failed);

        assertThat(driver.requests(Lane.INTERACTIVE)).hasSize(1);
        assertThat(driver.state("a")).isNull();
        assertThat(dropped()).isEqualTo(1);
    }

    @Test
    void aReplayThatWasSentTwiceIsWorkOnce() {
        var failed = deadLetter("a");
        replay("a", failed);
        replay("a", failed);

        assertThat(driver.requests(Lane.INTERACTIVE)).hasSize(2);
        assertThat(driver.inFlight()).isEqualTo(1);
        assertThat(dropped()).isEqualTo(1);
    }

    @Test
    void aMarkThatNamesNoVersionIsAReplayOfNothing() {
        deadLetter("a");
        var headers = new RecordHeaders();
        headers.add(Headers.REPLAYED_FROM, new byte[] {'?'});
        driver.publish(new TestRecord<>("a", encoded("a"), headers));

        assertThat(driver.requests(Lane.INTERACTIVE)).hasSize(1);
        assertThat(dropped()).isEqualTo(1);
    }

    private Version deadLetter(String imageId) {
        var version = driver.publish(Sample.inline(imageId).build());
        driver.answer(driver.request(), Sample.failed(FailureCode.MODEL, false));
        return version;
    }

    private Version replay(String imageId, Version from) {
        var headers = new RecordHeaders();
        new ReplayMark(from, 1).writeTo(headers);
        return driver.publish(new TestRecord<>(imageId, encoded(imageId), headers));
    }

    private byte[] encoded(String imageId) {
        return new Encoder<ImageEvent>(driver.registry, Topics.subject(Driver.TOPICS.images()))
                .encode(Sample.inline(imageId).build());
    }

    private double dropped() {
        return driver.meters.counter("groundstream.replays.dropped", "reason", "stale").count();
    }
}
