package io.groundstream.operations.letters;

import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.catalog.ReplayMark;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is read in images of one letter's image, from the letter's origin on. One thread only. */
final class History {
    private final Version origin;
    private Fate fate = Fate.GONE;
    private int replays;

    History(DeadLetter letter) {
        this.origin = letter.getOrigin().getVersion();
    }

    /** A record of the image; older ones than the origin say nothing. */
    void see(ConsumerRecord<String, byte[]> record) {
        var mark = ReplayMark.of(record.headers());
        if (record.offset() == origin.getOffset()) {
            fate = Fate.CURRENT;
            replays = mark.map(ReplayMark::count).orElse(0);
        } else if (record.offset() > origin.getOffset()) {
            if (record.value() == null) {
                fate = Fate.DELETED;
            } else {
                boolean again = mark.filter(m -> origin.equals(m.from())).isPresent();
                fate = again ? Fate.REPLAYED : Fate.REPLACED;
            }
        }
    }

    Fate fate() {
        return fate;
    }

    /** How often the event at the origin had been replayed when it was published. */
    int replays() {
        return replays;
    }
}
