package io.groundstream.local.bench.topology;

import io.groundstream.local.bench.beside.Finding;

import java.util.List;

/** The same before and after the number of images has grown tenfold. */
final class Growth {
    private static final int TIMES = 10;

    private Growth() {}

    static List<Finding> compare(Site site, int images) throws InterruptedException {
        var bare = grow(site, Contender.BARE, images);
        var ours = grow(site, Contender.OURS, images);
        var from = "at " + images;
        var to = " at " + TIMES * images + " images";
        return List.of(
                Finding.of("events" + to, "events/s", ours.late().perSecond())
                        .beside(from, ours.early().perSecond())
                        .with(
                                "bare topology",
                                List.of(bare.early().perSecond(), bare.late().perSecond())),
                Finding.of("state" + to, "MiB/million", ours.large().mibPerMillion())
                        .beside(from, ours.small().mibPerMillion())
                        .with(
                                "bytes an image",
                                ours.large().bytes() / (double) ours.large().images())
                        .with(
                                "bare topology, MiB/million",
                                List.of(
                                        bare.small().mibPerMillion(),
                                        bare.large().mibPerMillion())),
                Finding.of("restore" + to, "s", ours.large().seconds())
                        .beside(from, ours.small().seconds())
                        .with("records", List.of(ours.small().records(), ours.large().records()))
                        .with(
                                "bare topology, s",
                                List.of(bare.small().seconds(), bare.large().seconds())));
    }

    private static Grown grow(Site site, Contender contender, int images)
            throws InterruptedException {
        try (var course = site.course(contender, Content.REFERENCE)) {
            var early = course.run(images);
            var small = course.size();
            var _ = course.run((TIMES - 1) * images);
            var large = course.size();
            var late = course.run(images);
            return new Grown(early, late, small, large);
        }
    }

    private record Grown(Passage early, Passage late, Size small, Size large) {}
}
