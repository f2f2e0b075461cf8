package io.groundstream.local.bench.topology;

import io.groundstream.local.bench.beside.Finding;
import io.groundstream.local.bench.beside.Finding.Bar;

import java.util.List;
import java.util.Locale;

/** Events a second through admission and projection, beside the bare topology before and after. */
final class Flow {
    private static final double BAR = 0.5;

    private Flow() {}

    static List<Finding> compare(Site site, Content content, int count)
            throws InterruptedException {
        var before = run(site, Contender.BARE, content, count);
        var ours = run(site, Contender.OURS, content, count);
        var after = run(site, Contender.BARE, content, count);
        var bare = before.mean(after);
        var name = content.name().toLowerCase(Locale.ROOT);
        return List.of(
                Finding.of(name + ", all the way", "events/s", ours.perSecond())
                        .beside("bare topology", bare.perSecond())
                        .promised(Bar.atLeast(BAR))
                        .with("images", count)
                        .with(
                                "bare topology before and after",
                                List.of(before.perSecond(), after.perSecond())),
                Finding.of(name + ", processor", "ms/event", ours.cpuMillis())
                        .beside("bare topology", bare.cpuMillis()));
    }

    private static Passage run(Site site, Contender contender, Content content, int count)
            throws InterruptedException {
        try (var course = site.course(contender, content)) {
            return course.run(count);
        }
    }
}
