package io.groundstream.local.watch;

import io.groundstream.local.terminal.Terminal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Moments as they are written before a record. */
@FunctionalInterface
public interface Times {
    String words(Instant moment);

    /** As it suits whoever reads standard output. */
    static Times on(Terminal terminal) {
        var zone = ZoneId.systemDefault();
        return terminal.out() ? local(zone, LocalDate.now(zone)) : utc();
    }

    /** For programs, in UTC. */
    static Times utc() {
        return moment -> moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** For people: the time of their day, with the date where it is not today's. */
    static Times local(ZoneId zone, LocalDate today) {
        var time = DateTimeFormatter.ofPattern("HH:mm:ss");
        var both = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
        return moment -> {
            var there = moment.atZone(zone);
            return there.format(there.toLocalDate().equals(today) ? time : both);
        };
    }
}
