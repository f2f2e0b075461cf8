package io.groundstream.schemas.service;

import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that stand elsewhere, so that a configuration file holds no secret: {@code
 * ${file:/path:key}} in a properties file, {@code ${directory:/path:name}} as a file of a folder,
 * {@code ${env:NAME}} in the environment, read by Kafka's own providers.
 */
final class Elsewhere {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{(file|directory|env):(?:([^}]*):)?([^}:]+)}");
    private static final String OWN_PROVIDERS = "kafka.config.providers";

    private final Consumer<String> faults;

    /**
     * @param faults are told by key, never by value
     */
    Elsewhere(Consumer<String> faults) {
        this.faults = faults;
    }

    /** The same with what stands elsewhere; Kafka's own keys are Kafka's if it has providers. */
    Map<String, String> resolve(Map<String, String> values) {
        boolean byKafka = values.containsKey(OWN_PROVIDERS);
        var resolved = new TreeMap<String, String>();
        values.forEach(
                (key, value) ->
                        resolved.put(
                                key,
                                byKafka && key.startsWith("kafka") ? value : resolve(key, value)));
        return resolved;
    }

    private String resolve(String key, String value) {
        return REFERENCE
                .matcher(value)
                .replaceAll(found -> Matcher.quoteReplacement(lookUp(key, found)));
    }

    private String lookUp(String key, MatchResult reference) {
        var path = reference.group(2) == null ? "" : reference.group(2);
        var name = reference.group(3);
        try (var provider = provider(reference.group(1))) {
            provider.configure(Map.of());
            var value = provider.get(path, Set.of(name)).data().get(name);
            if (value != null) {
                // a file that an editor wrote ends with a line break
                return value.stripTrailing();
            }
            faults.accept("%s: there is no %s".formatted(key, reference.group()));
        } catch (IOException | RuntimeException e) {
            faults.accept(
                    "%s: %s cannot be read: %s".formatted(key, reference.group(), e.getMessage()));
        }
        return "";
    }

    private static ConfigProvider provider(String kind) {
        return switch (kind) {
            case "file" -> new FileConfigProvider();
            case "directory" -> new DirectoryConfigProvider();
            case "env" -> new EnvVarConfigProvider();
            default -> throw new IllegalStateException(kind);
        };
    }
}
