package io.groundstream.operations.letters;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.Origin;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.catalog.ReplayMark;
import io.groundstream.schemas.serde.TrustedRecords;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final byte[] EVENT = {1};

    private final History history = new History(letterAt(10));

    @Test
    void theLastEventOfItsImageIsCurrent() {
        see(3, EVENT);
        see(10, EVENT);

        assertThat(history.fate()).isEqualTo(Fate.CURRENT);
        assertThat(history.replays()).isZero();
    }

    @Test
    void anEventThatIsItselfAReplayKnowsHowOften() {
        seeReplay(10, 4, 2);

        assertThat(history.fate()).isEqualTo(Fate.CURRENT);
        assertThat(history.replays()).isEqualTo(2);
    }

    @Test
    void whatCameLastDecides() {
        see(10, EVENT);
        seeReplay(11, 10, 1);
        assertThat(history.fate()).isEqualTo(Fate.REPLAYED);
        see(12, EVENT);
        assertThat(history.fate()).isEqualTo(Fate.REPLACED);
        see(13, null);
        assertThat(history.fate()).isEqualTo(Fate.DELETED);
    }

    @Test
    void theReplayOfAnotherVersionReplacesIt() {
        see(10, EVENT);
        seeReplay(11, 3, 1);

        assertThat(history.fate()).isEqualTo(Fate.REPLACED);
    }

    @Test
    void anEventThatCompactionHasTakenWasReplacedAndOneThatRetentionHasTakenIsGone() {
        assertThat(history.fate()).isEqualTo(Fate.GONE);
        see(11, EVENT);
        assertThat(history.fate()).isEqualTo(Fate.REPLACED);
    }

    private void see(long offset, byte @Nullable [] value) {
        history.see(new ConsumerRecord<>("images", 2, offset, "a", value));
    }

    private void seeReplay(long offset, long from, int count) {
        var record = new ConsumerRecord<>("images", 2, offset, "a", EVENT);
        new ReplayMark(new Version(2, from), count).writeTo(record.headers());
        history.see(record);
    }

    private static DeadLetter letterAt(long offset) {
        TrustedRecords.vouch();
        return DeadLetter.newBuilder()
                .setImageId("a")
                .setOrigin(new Origin("images", 2, offset, new Version(2, offset)))
                .build();
    }
}
