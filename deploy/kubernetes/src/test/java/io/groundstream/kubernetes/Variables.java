package io.groundstream.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in {@code .env}, put in as Compose does, of the forms that ours use: {@code ${NAME}},
 * {@code ${NAME:?message}} and {@code $$}.
 */
final class Variables {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$(?:(\\$)|\\{([A-Z][A-Z0-9_]*)(:\\?[^}]*)?}|(.?))");
    private static final Pattern LINE = Pattern.compile("([A-Z][A-Z0-9_]*)=(\\S*)");

    /** In place of what a user has to set. */
    static final String SET = "/set/by/the/user/and/long/enough";

    private final Map<String, String> values;
    private final Set<String> used = new TreeSet<>();
    private final Set<String> required = new TreeSet<>();

    private Variables(Map<String, String> values) {
        this.values = values;
    }

    static Variables read(Path file) {
        var values = new LinkedHashMap<String, String>();
        try {
            for (var line : Files.readAllLines(file)) {
                var match = LINE.matcher(line);
                if (match.matches()) {
                    if (values.put(match.group(1), match.group(2)) != null) {
                        throw new Fault(".env: twice " + match.group(1));
                    }
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    throw new Fault(".env: no NAME=value: " + line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Variables(values);
    }

    String fill(String text) {
        return REFERENCE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(value(m, text)));
    }

    private String value(MatchResult match, String text) {
        if (match.group(1) != null) {
            return "$";
        }
        var name = match.group(2);
        if (name == null) {
            throw new Fault("only ${NAME}, ${NAME:?message} and $$ are used here, not: " + text);
        }
        use(name);
        if (match.group(3) != null) {
            required.add(name);
            return values.get(name).isEmpty() ? SET : values.get(name);
        }
        return values.get(name);
    }

    /** Counts a variable as used, and is a fault where it is not in the file. */
    void use(String name) {
        if (!values.containsKey(name)) {
            throw new Fault(".env has no " + name);
        }
        used.add(name);
    }

    String get(String name) {
        return values.getOrDefault(name, "");
    }

    Set<String> names() {
        return values.keySet();
    }

    Set<String> used() {
        return used;
    }

    /** Those without which nothing starts. */
    Set<String> required() {
        return required;
    }
}
