package io.groundstream.local.bench.search;

import io.groundstream.embedded.Colour;
import io.groundstream.embedded.Kind;
import io.groundstream.embedded.Size;
import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.schemas.avro.SearchEntity;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.serde.TrustedRecords;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Search documents in the words of the embedded model: one to five things, each with a box. The
 * same seed always gives the same documents.
 */
final class MadeUp {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> PLACES =
            List.of("in a meadow", "on the beach", "under the night sky", "in the snow", "indoors");

    static {
        TrustedRecords.vouch();
    }

    private final long seed;

    MadeUp(long seed) {
        this.seed = seed;
    }

    SearchDocument document(int number) {
        var random = new Random(seed * 1_000_003 + number);
        var entities = new ArrayList<SearchEntity>();
        var phrases = new ArrayList<String>();
        int things = 1 + random.nextInt(5);
        for (int i = 0; i < things; i++) {
            var phrase = "a " + thing(random);
            phrases.add(phrase);
            entities.add(entity(phrase, random));
        }
        var caption = "An image of " + String.join(" and ", phrases) + ".";
        var detailed =
                "There are %d things %s: %s."
                        .formatted(
                                things,
                                PLACES.get(random.nextInt(PLACES.size())),
                                String.join(", ", phrases));
        var moment = START.plusSeconds(number);
        return SearchDocument.newBuilder()
                .setImageId("image-%08d".formatted(number))
                .setVersion(new Version(number % 6, number / 6L))
                .setCaption(caption)
                .setDetailedCaption(detailed)
                .setTexts(List.of(caption, detailed))
                .setPhrases(phrases.stream().distinct().toList())
                .setEntities(entities)
                .setConfidence(random.nextDouble())
                .setContentSha256("%064x".formatted(number))
                .setWidth(640)
                .setHeight(480)
                .setMediaType(random.nextInt(4) == 0 ? "image/png" : "image/jpeg")
                .setModel("embedded")
                .setAttributes(Map.of("camera", "camera-" + random.nextInt(50)))
                .setSubmittedAt(moment)
                .setAnnotatedAt(moment)
                .build();
    }

    /** Size, colour and kind: "large red car". */
    static String thing(RandomGenerator random) {
        return any(Size.values(), random).word() + " " + colouredThing(random);
    }

    /** Colour and kind: "red car". */
    static String colouredThing(RandomGenerator random) {
        return any(Colour.values(), random).word() + " " + kind(random);
    }

    static String kind(RandomGenerator random) {
        return any(Kind.values(), random).word();
    }

    private static SearchEntity entity(String phrase, RandomGenerator random) {
        double width = 0.05 + 0.5 * random.nextDouble();
        double height = 0.05 + 0.5 * random.nextDouble();
        double x = (1 - width) * random.nextDouble();
        double y = (1 - height) * random.nextDouble();
        return new SearchEntity(
                phrase, new Box(x, y, x + width, y + height), width * height, random.nextDouble());
    }

    private static <T> T any(T[] values, RandomGenerator random) {
        return values[random.nextInt(values.length)];
    }
}
