package io.groundstream.console.letters;

import com.fasterxml.jackson.databind.node.ArrayNode;

import io.groundstream.console.request.Outage;
import io.groundstream.console.request.Replies;
import io.groundstream.console.web.Parameters;
import io.groundstream.console.web.Problem;
import io.groundstream.console.web.Resources;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.operations.letters.Replayed;
import io.groundstream.operations.letters.Replayer;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.search.LetterQuery;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Publishes the events of dead letters again, the oldest first, under the rules of the command
 * line. One replay goes on at a time: it reads images from the letters' origins on.
 */
public final class ReplayResources implements Resources {
    private static final int MOST_LETTERS = 2_000;
    private static final int PAGE = 100;

    private final Cluster cluster;
    private final Letters letters;
    private final Semaphore replays = new Semaphore(1);

    public ReplayResources(Cluster cluster, Letters letters) {
        this.cluster = cluster;
        this.letters = letters;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        var _ = routes.post("/api/v1/dead-letters/replay", Outage.told(this::replay));
    }

    private void replay(Context request) throws IOException, InterruptedException {
        var _ = Parameters.of(request);
        var wanted = ReplayRequest.of(request);
        if (!replays.tryAcquire()) {
            throw new Problem(429, "BUSY", "another replay is going on: try again when it is done");
        }
        try (var replayer = new Replayer(cluster, wanted.limits())) {
            var settled = new ArrayList<Replayed>();
            var answer = Replies.object();
            var results = Replies.list();
            replayer.replay(meant(wanted, results), settled::add);
            settled.forEach(one -> tell(one, results));
            answer.put("replayed", settled.stream().filter(one -> one.result().isReplay()).count());
            answer.set("results", results);
            Replies.send(request, answer);
        } finally {
            replays.release();
        }
    }

    private List<DeadLetter> meant(ReplayRequest wanted, ArrayNode results) {
        var code = wanted.code();
        return (code == null ? ofImages(wanted.imageIds(), results) : ofCode(code))
                .stream()
                        .sorted(
                                Comparator.comparing(DeadLetter::getAt)
                                        .thenComparing(DeadLetter::getImageId))
                        .toList();
    }

    private List<DeadLetter> ofImages(List<String> imageIds, ArrayNode results) {
        var found = new ArrayList<DeadLetter>();
        for (var imageId : imageIds.stream().distinct().toList()) {
            Optional<DeadLetter> letter = letters.get().apply(imageId);
            letter.ifPresentOrElse(
                    found::add,
                    () ->
                            results.addObject()
                                    .put("imageId", imageId)
                                    .put("result", "NO_LETTER")
                                    .put("words", "no dead letter of this image stands"));
        }
        return found;
    }

    /** The newest; what is older than so many comes when these are gone. */
    private List<DeadLetter> ofCode(FailureCode code) {
        var found = new ArrayList<DeadLetter>();
        @Nullable String after = null;
        do {
            var page = letters.find().apply(new LetterQuery(code, null, after, PAGE));
            found.addAll(page.items());
            after = page.next();
        } while (after != null && found.size() < MOST_LETTERS);
        return found;
    }

    private static void tell(Replayed replayed, ArrayNode results) {
        results.add(replayed.json().put("words", replayed.result().words()));
    }
}
