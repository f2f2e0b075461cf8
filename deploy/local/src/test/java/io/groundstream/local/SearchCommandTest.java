package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.backing.FreePorts;
import io.groundstream.console.search.SearchResources;
import io.groundstream.console.web.Problem;
import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.schemas.avro.SearchEntity;
import io.groundstream.schemas.serde.TrustedRecords;
import io.groundstream.search.OfflineSearch;
import io.javalin.Javalin;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command against the console's own resource. */
class SearchCommandTest {
    @TempDir private static Path folder;
    private static OfflineSearch search;
    private static Javalin console;

    /** What was typed came to. */
    private record Ran(int exitCode, String out, String err) {}

    @BeforeAll
    static void start() {
        TrustedRecords.vouch();
        search = OfflineSearch.open(folder);
        search.put(document("sure.png", "An image of a red car.", 0.93));
        search.put(document("unsure.png", "An image of a red car and more.", 0.31));
        search.refresh();
        console =
                Javalin.create(
                        config -> {
                            new SearchResources(search.index()).addTo(config.routes);
                            var _ =
                                    config.routes.exception(
                                            Problem.class,
                                            (e, ctx) ->
                                                    ctx.status(e.status())
                                                            .json(Map.of("title", e.getMessage())));
                        });
        var _ = console.start("127.0.0.1", 0);
    }

    @AfterAll
    static void stop() throws Exception {
        var _ = console.stop();
        search.close();
    }

    @Test
    void printsEachImageWithTheBoxesThatWereMeant() {
        var ran = run("phrase:\"red car\" AND confidence:>0.5");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out().lines())
                .containsExactly(
                        "sure.png  An image of a red car.",
                        "    a red car [0.10 0.20 0.50 0.70] 0.93");
        assertThat(ran.err()).contains("1 image");
    }

    @Test
    void joinsItsWordsAndPrintsOneObjectALine() {
        var ran = run("red", "cars", "--size", "1", "--json");

        assertThat(ran.out().lines())
                .singleElement()
                .asString()
                .startsWith("{\"imageId\":\"sure.png\"");
        assertThat(ran.err()).isEmpty();
        assertThat(run("red", "--min-confidence", "0.9", "--json").out().lines()).hasSize(1);
    }

    @Test
    void aBadQueryAndAnAbsentConsoleAreToldInOneLine() {
        var bad = run("colour:x");
        assertThat(bad.exitCode()).isEqualTo(2);
        assertThat(bad.err()).contains("at character 1: no field is called colour");
        assertThat(bad.err().lines()).hasSize(1);

        var absent = "http://127.0.0.1:" + FreePorts.next();
        var nobody = typed(List.of("search", "car", "--console", absent));
        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.err()).contains("no console answers at " + absent);
    }

    private static Ran run(String... arguments) {
        var all = new ArrayList<>(List.of("search"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--console", "http://127.0.0.1:" + console.port()));
        return typed(all);
    }

    private static Ran typed(List<String> arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var oldOut = System.out;
        var oldErr = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int code = Groundstream.commandLine().execute(arguments.toArray(String[]::new));
            return new Ran(
                    code,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(oldOut);
            System.setErr(oldErr);
        }
    }

    private static SearchDocument document(String imageId, String caption, double confidence) {
        var entity = new SearchEntity("a red car", new Box(0.1, 0.2, 0.5, 0.7), 0.2, confidence);
        return SearchDocument.newBuilder()
                .setImageId(imageId)
                .setCaption(caption)
                .setTexts(List.of(caption))
                .setPhrases(List.of("a red car"))
                .setEntities(List.of(entity))
                .build();
    }
}
