package io.groundstream.runner.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.batch.Simulation.Arrival;
import io.groundstream.runner.batch.Simulation.Batch;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is promised of batches, whatever arrives and however long the model takes. */
class BatchingPropertyTest {
    private static final long DELAY = 50;
    private static final long PATIENCE = 500;
    private static final BatchLimits LIMITS =
            new BatchLimits(4, Duration.ofNanos(DELAY), Duration.ofNanos(PATIENCE), 1_000);

    @Property(tries = 300, seed = "4711")
    void everyItemIsComputedOnceOrLateOnce(
            @ForAll("arrivals") List<Arrival> arrivals,
            @ForAll @LongRange(max = 200) long service) {
        var ran = run(arrivals, service);

        var ended = new ArrayList<>(ran.late());
        ran.batches().forEach(batch -> ended.addAll(batch.items()));
        assertThat(ended).containsExactlyInAnyOrderElementsOf(arrivals);
    }

    @Property(tries = 300, seed = "4711")
    void insideALaneAndAKeyNobodyOvertakes(
            @ForAll("arrivals") List<Arrival> arrivals,
            @ForAll @LongRange(max = 200) long service) {
        var computed = run(arrivals, service).batches().stream().flatMap(b -> b.items().stream());

        var company = computed.filter(item -> !item.alone()).toList();
        for (int key = 0; key < 3; key++) {
            for (boolean urgent : new boolean[] {true, false}) {
                int wanted = key;
                assertThat(company)
                        .filteredOn(item -> item.key() == wanted && item.urgent() == urgent)
                        .extracting(Arrival::number)
                        .isSorted();
            }
        }
    }

    @Property(tries = 300, seed = "4711")
    void nothingWaitsLongerThanTheQueueDelayForAModelThatIsIdle(
            @ForAll("arrivals") List<Arrival> arrivals) {
        for (var batch : run(arrivals, 0).batches()) {
            assertThat(batch.items())
                    .allSatisfy(item -> assertThat(batch.began() - item.at()).isBetween(0L, DELAY));
        }
    }

    @Property(tries = 300, seed = "4711")
    void onceDueAnItemIsOvertakenOnlyByLowerRanks(
            @ForAll("arrivals") List<Arrival> arrivals,
            @ForAll @LongRange(max = 200) long service) {
        for (var batch : run(arrivals, service).batches()) {
            long first = batch.items().stream().mapToLong(this::rank).min().orElseThrow();
            assertThat(batch.waiting())
                    .filteredOn(item -> batch.began() - item.at() >= DELAY)
                    .allSatisfy(item -> assertThat(rank(item)).isGreaterThanOrEqualTo(first));
        }
    }

    @Property(tries = 300, seed = "4711")
    void aBulkItemIsOvertakenByNothingThatCameAPatienceLater(
            @ForAll("arrivals") List<Arrival> arrivals,
            @ForAll @LongRange(max = 200) long service) {
        for (var batch : run(arrivals, service).batches()) {
            long leader = batch.items().stream().mapToLong(Arrival::at).min().orElseThrow();
            assertThat(batch.waiting())
                    .filteredOn(item -> batch.began() - item.at() >= DELAY)
                    .allSatisfy(
                            item -> assertThat(leader - item.at()).isLessThanOrEqualTo(PATIENCE));
        }
    }

    @Property(tries = 300, seed = "4711")
    void anIdleModelMeetsEveryDeadlineThatCanBeMet(
            @ForAll("arrivals") List<Arrival> arrivals,
            @ForAll @LongRange(min = 1, max = 40) long service) {
        // far enough apart for the model to be idle whenever one arrives
        var apart = new ArrayList<Arrival>();
        for (var arrival : arrivals) {
            long shift = 1_000L * arrival.number();
            long deadline =
                    arrival.deadline() == Item.NEVER ? Item.NEVER : arrival.deadline() + shift;
            apart.add(
                    new Arrival(
                            arrival.number(),
                            arrival.at() + shift,
                            arrival.key(),
                            arrival.urgent(),
                            arrival.alone(),
                            deadline));
        }
        for (var batch : run(apart, service).batches()) {
            for (var item : batch.items()) {
                boolean canBeMet = item.deadline() - item.at() >= service;
                assertThat(!canBeMet || batch.began() + service <= item.deadline()).isTrue();
            }
        }
    }

    @Property(tries = 300, seed = "4711")
    void whatIsLateIsNotComputedAndWhatIsComputedIsNotLate(
            @ForAll("arrivals") List<Arrival> arrivals,
            @ForAll @LongRange(max = 200) long service) {
        var ran = run(arrivals, service);

        for (Batch batch : ran.batches()) {
            assertThat(batch.items()).allMatch(item -> item.deadline() > batch.began());
            assertThat(ran.late()).doesNotContainAnyElementsOf(batch.items());
        }
    }

    private static Simulation run(List<Arrival> arrivals, long service) {
        return new Simulation(LIMITS, Duration.ofNanos(service)).run(arrivals);
    }

    private long rank(Arrival item) {
        return item.at() + (item.urgent() ? 0 : PATIENCE);
    }

    private record Draft(int after, int key, boolean urgent, boolean alone, int deadlineIn) {}

    @Provide
    Arbitrary<List<Arrival>> arrivals() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(true, false),
                        Arbitraries.of(false, false, false, false, true),
                        Arbitraries.of(0, 0, 0, 20, 70, 400))
                .as(Draft::new)
                .list()
                .ofMaxSize(60)
                .map(BatchingPropertyTest::dated);
    }

    private static List<Arrival> dated(List<Draft> drafts) {
        var arrivals = new ArrayList<Arrival>();
        long now = 0;
        for (var draft : drafts) {
            now += draft.after();
            long deadline = draft.deadlineIn() == 0 ? Item.NEVER : now + draft.deadlineIn();
            arrivals.add(
                    new Arrival(
                            arrivals.size(),
                            now,
                            draft.key(),
                            draft.urgent(),
                            draft.alone(),
                            deadline));
        }
        return arrivals;
    }
}
