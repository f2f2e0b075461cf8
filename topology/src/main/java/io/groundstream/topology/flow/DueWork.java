package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageState;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.serde.RegistryUnavailableException;
import io.groundstream.topology.decide.Arrival;
import io.groundstream.topology.decide.Due;
import io.groundstream.topology.decide.DueRules;
import io.groundstream.topology.decide.Events;
import io.groundstream.topology.decide.LaneClock;
import io.groundstream.topology.decide.Refusal;
import io.groundstream.topology.decide.Step;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Looks after the images whose time has come: work is asked for again or given up. It does nothing
 * before the task has read the results that were there when it was assigned.
 */
final class DueWork {
    /** Bounds the time of one run; what is left over comes with the next. */
    private static final int MOST_AT_ONCE = 500;

    /** How far the wall clock may step back without hiding what is due. */
    private static final Duration CLOCK_SLACK = Duration.ofMinutes(1);

    private final Parts parts;
    private final ImageStore images;
    private final Steps steps;
    private final ResultsProgress progress;
    private final DueRules rules;
    private final Decoder<ImageEvent> decoder;
    // nothing is due before this: saves walking over the index's deleted past again and again
    private Instant from = Instant.EPOCH;

    DueWork(
            Parts parts,
            ImageStore images,
            Steps steps,
            LaneClock clock,
            ResultsProgress progress) {
        this.parts = parts;
        this.images = images;
        this.steps = steps;
        this.progress = progress;
        this.rules = new DueRules(parts.limits(), clock);
        this.decoder = new Decoder<>(parts.registry(), ImageEvent.class);
    }

    void run(Instant now) {
        if (!progress.isCaughtUp()) {
            return;
        }
        if (now.isBefore(from)) {
            from = Instant.EPOCH;
        }
        var due = images.due(from, now, MOST_AT_ONCE);
        for (var imageId : due) {
            if (!handle(imageId, now)) {
                return;
            }
        }
        if (due.size() < MOST_AT_ONCE) {
            from = now.minus(CLOCK_SLACK);
        }
    }

    /** False if this cannot be done now, nor what comes after it. */
    private boolean handle(String imageId, Instant now) {
        var state = images.get(imageId);
        if (state == null) {
            throw new IllegalStateException("image-due names an image that image-states lacks");
        }
        switch (rules.decide(state, now)) {
            case Due.Nothing _ ->
                    throw new IllegalStateException("image-due names an image that has ended");
            case Due.LookLater(var next) ->
                    steps.take(
                            imageId, state, new Step(next, List.of(), List.of()), Trace.create());
            case Due.GiveUp(var why) -> giveUp(imageId, state, why, now);
            case Due.AskAgain _ -> {
                return askAgain(imageId, state, now);
            }
        }
        return true;
    }

    private boolean askAgain(String imageId, ImageState state, Instant now) {
        var kept = state.getEvent();
        if (!Events.isInline(kept)) {
            launch(imageId, state, kept, Trace.create(), now);
            return true;
        }
        return switch (parts.log().read(imageId, state.getVersion())) {
            case ImageLog.Reading.NotNow _ -> false;
            case ImageLog.Reading.Gone _ -> {
                var why = "the event is no longer in images and cannot be asked for again";
                giveUp(imageId, state, new Refusal(FailureCode.FETCH, Stage.FETCH, why), now);
                yield true;
            }
            case ImageLog.Reading.Found(var value, var traceparent) ->
                    launch(imageId, state, value.get(), Trace.of(traceparent), now);
        };
    }

    private boolean launch(
            String imageId, ImageState state, byte[] value, Trace trace, Instant now) {
        var version = state.getVersion();
        var place = new Place(parts.topics().images(), version.getPartition(), version.getOffset());
        try {
            launch(imageId, state, decoder.decode(place, value), trace, now);
            return true;
        } catch (RegistryUnavailableException _) {
            return false;
        }
    }

    private void launch(
            String imageId, ImageState state, ImageEvent event, Trace trace, Instant now) {
        var arrival = new Arrival(imageId, state.getVersion());
        var step = parts.flights().launch(arrival, event, state.getAttempts() + 1, now);
        steps.take(imageId, state, step, trace);
        parts.meters().askedAgain();
    }

    private void giveUp(String imageId, ImageState state, Refusal why, Instant now) {
        steps.take(
                imageId, state, parts.letters().giveUp(imageId, state, why, now), Trace.create());
    }
}
