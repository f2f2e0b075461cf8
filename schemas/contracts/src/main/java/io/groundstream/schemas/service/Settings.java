package io.groundstream.schemas.service;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One configuration: a properties file, and over it the environment ({@code
 * GROUNDSTREAM_MODEL_BUNDLE} for {@code model.bundle}, {@code __} for a hyphen). A value may stand
 * elsewhere ({@code ${file:/path:key}}, {@code ${directory:/path:name}}, {@code ${env:NAME}}).
 * Sections read their keys, then {@link #check} reports every fault at once, unknown keys among
 * them. Belongs to one thread.
 */
public final class Settings {
    private static final String ENVIRONMENT_PREFIX = "GROUNDSTREAM_";
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private final Map<String, String> values;
    private final Set<String> known = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    private Settings(Map<String, String> values) {
        this.values = values;
    }

    public static Settings of(Map<String, String> values) {
        return new Settings(new TreeMap<>(values));
    }

    public static Settings load(@Nullable Path file, Map<String, String> environment) {
        var properties = new Properties();
        if (file != null) {
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new ConfigException("configuration file " + file + " cannot be read: " + e);
            }
        }
        var values = new TreeMap<String, String>();
        properties.forEach((key, value) -> values.put((String) key, (String) value));
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith(ENVIRONMENT_PREFIX)) {
                        values.put(key(name.substring(ENVIRONMENT_PREFIX.length())), value);
                    }
                });
        var found = new ArrayList<String>();
        var settings = new Settings(new Elsewhere(found::add).resolve(values));
        found.forEach(settings::fault);
        return settings;
    }

    public String text(String key, String otherwise) {
        return read(key, otherwise, Function.identity(), "text");
    }

    public String required(String key) {
        known.add(key);
        var value = values.get(key);
        if (value == null || value.isBlank()) {
            fault(key + " is required");
            return "";
        }
        return value;
    }

    public int integer(String key, int otherwise, int least, int most) {
        var value = read(key, otherwise, Integer::valueOf, "a whole number");
        if (value < least || value > most) {
            fault(key + " must be " + least + " to " + most + ", got " + value);
        }
        return value;
    }

    /** Written as {@code 500ms}, {@code 30s}, {@code 2m}, {@code 24h} or {@code 7d}. */
    public Duration duration(String key, Duration otherwise) {
        return read(key, otherwise, Settings::parseDuration, "a duration such as 500ms, 30s or 2m");
    }

    public boolean flag(String key, boolean otherwise) {
        return read(key, otherwise, Settings::parseFlag, "true or false");
    }

    public <E extends Enum<E>> E choice(String key, E otherwise) {
        var type = otherwise.getDeclaringClass();
        return read(
                key,
                otherwise,
                value -> Enum.valueOf(type, value.toUpperCase(Locale.ROOT)),
                "one of " + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT));
    }

    /** Separated by commas; empty if the key is absent. */
    public List<String> list(String key) {
        return Arrays.stream(text(key, "").split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** All keys with the prefix, without it, untouched: another library's own settings. */
    public Map<String, String> under(String prefix) {
        var section = new TreeMap<String, String>();
        values.forEach(
                (key, value) -> {
                    if (key.startsWith(prefix) && !known.contains(key)) {
                        known.add(key);
                        section.put(key.substring(prefix.length()), value);
                    }
                });
        return section;
    }

    /** Every key that a section has asked for, whether it is set or not. */
    public Set<String> known() {
        return Set.copyOf(known);
    }

    public void fault(String message) {
        faults.add(message);
    }

    /**
     * To be called when every section has read its keys.
     *
     * @throws ConfigException that names all faults
     */
    public void check() {
        values.keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> fault("unknown key " + key));
        checkWhatWasRead();
    }

    /**
     * The same for a reader of a few sections, to whom the others' keys mean nothing.
     *
     * @throws ConfigException that names all faults of keys that were read
     */
    public void checkWhatWasRead() {
        if (!faults.isEmpty()) {
            throw new ConfigException("configuration: " + String.join("; ", faults));
        }
    }

    private <T> T read(String key, T otherwise, Function<String, T> parse, String wanted) {
        known.add(key);
        var value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            return parse.apply(value.strip());
        } catch (IllegalArgumentException e) {
            fault(key + " must be " + wanted + ", got '" + value + "'");
            return otherwise;
        }
    }

    /**
     * Reads a duration such as 500ms, 30s, 2m, 24h or 7d.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Duration parseDuration(String value) {
        var match = DURATION.matcher(value);
        if (!match.matches()) {
            throw new IllegalArgumentException(value);
        }
        long amount = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> throw new IllegalStateException(value);
        };
    }

    private static boolean parseFlag(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(value);
        };
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace("__", "-").replace('_', '.');
    }
}
