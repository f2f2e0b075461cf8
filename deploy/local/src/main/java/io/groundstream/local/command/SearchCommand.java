package io.groundstream.local.command;

import com.fasterxml.jackson.databind.JsonNode;

import io.groundstream.local.search.ConsoleClient;
import io.groundstream.local.search.HitText;
import io.groundstream.local.terminal.Out;
import io.groundstream.local.terminal.Terminal;
import io.groundstream.schemas.service.ConfigException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** Images by what they show. */
@Command(
        name = "search",
        description =
                "Find images by what they show, the best first; docs/search.md has the language.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream search red car",
            "  groundstream search 'phrase:\"red car\" AND confidence:[0.8 TO 1]'",
            "  groundstream search 'boat -phrase:bomb' --min-confidence 0.5",
            "  groundstream search 'mediaType:image/png' --json | jq .imageId"
        })
public final class SearchCommand implements Callable<Integer> {
    private static final String TOKEN = "GROUNDSTREAM_CONSOLE_TOKEN";
    private static final int INDENT = 4;

    @Parameters(
            arity = "1..*",
            paramLabel = "QUERY",
            description = "words, \"phrases\" and fields; in single quotes for the shell")
    private List<String> query = List.of();

    @Option(
            names = "--size",
            defaultValue = "20",
            description = "at most so many, 1 to 100 (default: ${DEFAULT-VALUE})")
    private int size;

    @Option(names = "--min-confidence", description = "of the boxes that are meant, 0 to 1")
    private @Nullable Double minConfidence;

    @Option(
            names = "--console",
            defaultValue = "http://127.0.0.1:8080",
            description = "address of the console (default: ${DEFAULT-VALUE})")
    private URI console;

    @Option(
            names = "--token",
            description = "the console's token, if it wants one (default: $" + TOKEN + ")")
    private @Nullable String token;

    @Option(names = "--json", description = "one object a line")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (size < 1 || size > 100) {
            throw new ConfigException("--size must be 1 to 100, got " + size);
        }
        var secret = token == null ? System.getenv(TOKEN) : token;
        try (var client = new ConsoleClient(console, secret)) {
            var found = client.get("/search", parameters());
            var terminal = Terminal.find();
            for (var item : found.path("items")) {
                if (json) {
                    Out.line(item);
                } else {
                    HitText.of(item).forEach(line -> Out.styled(line, terminal, INDENT));
                }
            }
            if (!json) {
                Out.tell(summary(found));
            }
        }
        return 0;
    }

    private Map<String, String> parameters() {
        var parameters = new TreeMap<String, String>();
        parameters.put("q", String.join(" ", query));
        parameters.put("size", Integer.toString(size));
        parameters.put("facets", "0");
        if (minConfidence != null) {
            parameters.put("minConfidence", minConfidence.toString());
        }
        return parameters;
    }

    private static String summary(JsonNode found) {
        int shown = found.path("items").size();
        long total = found.path("total").asLong();
        return (shown < total ? shown + " of " + total : Long.toString(total))
                + (total == 1 ? " image" : " images");
    }
}
