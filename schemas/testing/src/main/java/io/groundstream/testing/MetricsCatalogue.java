package io.groundstream.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** docs/metrics.md: a table of metrics a service, and how a real answer differs from it. */
public final class MetricsCatalogue {
    private static final Pattern ROW =
            Pattern.compile("\\| `(\\w+)` \\| (\\w+) \\|([^|]*)\\|.*\\|");
    private static final Pattern TYPE = Pattern.compile("# TYPE (groundstream_\\w+) (\\w+)");
    private static final Pattern SAMPLE = Pattern.compile("(groundstream_\\w+)(\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"[^\"]*\"");
    private static final Pattern PART = Pattern.compile("_(bucket|count|sum)$");

    private final Map<String, Map<String, Metric>> services;

    private MetricsCatalogue(Map<String, Map<String, Metric>> services) {
        this.services = services;
    }

    /**
     * A family of series.
     *
     * @param labels of ours, without those that a scraper adds and without {@code le}
     */
    public record Metric(String name, String type, Set<String> labels) {
        @Override
        public String toString() {
            return name + " " + type + labels;
        }
    }

    /** Reads the page. */
    public static MetricsCatalogue read(Path page) {
        var services = new LinkedHashMap<String, Map<String, Metric>>();
        var service = "";
        for (var line : lines(page)) {
            var row = ROW.matcher(line);
            if (line.startsWith("## ")) {
                service = line.substring(3).strip();
            } else if (row.matches()) {
                var labels =
                        Arrays.stream(row.group(3).replace("`", "").split(","))
                                .map(String::strip)
                                .filter(label -> !label.isEmpty())
                                .collect(Collectors.toCollection(TreeSet::new));
                services.computeIfAbsent(service, _ -> new TreeMap<>())
                        .put(row.group(1), new Metric(row.group(1), row.group(2), labels));
            }
        }
        return new MetricsCatalogue(services);
    }

    /** The names of the tables, in their order. */
    public List<String> services() {
        return List.copyOf(services.keySet());
    }

    /**
     * Every name under which series are found, the parts of histograms among them, and the labels
     * that they have in any service.
     */
    public Map<String, Set<String>> series() {
        var series = new TreeMap<String, Set<String>>();
        for (var table : services.values()) {
            for (var metric : table.values()) {
                if (metric.type().equals("histogram")) {
                    add(series, metric.name() + "_bucket", metric.labels()).add("le");
                    add(series, metric.name() + "_count", metric.labels());
                    add(series, metric.name() + "_sum", metric.labels());
                } else {
                    add(series, metric.name(), metric.labels());
                }
            }
        }
        return series;
    }

    /**
     * How an answer of {@code /metrics} differs from the service's table, in either direction;
     * empty if in nothing.
     */
    public List<String> differences(String service, String answer) {
        var written = services.getOrDefault(service, Map.of());
        var scraped = scraped(answer);
        var differences = new ArrayList<String>();
        for (var metric : scraped.values()) {
            var row = written.get(metric.name());
            if (row == null) {
                differences.add("not in the table: " + metric);
            } else if (!row.equals(metric)) {
                differences.add("the table says " + row + ", the service " + metric);
            }
        }
        written.values().stream()
                .filter(row -> !scraped.containsKey(row.name()))
                .forEach(row -> differences.add("not in the answer: " + row));
        return differences;
    }

    private static Map<String, Metric> scraped(String answer) {
        var types = new TreeMap<String, String>();
        var labels = new TreeMap<String, Set<String>>();
        for (var line : answer.lines().toList()) {
            var type = TYPE.matcher(line);
            var sample = SAMPLE.matcher(line);
            if (type.matches()) {
                types.put(type.group(1), type.group(2));
            } else if (sample.matches()) {
                var name = family(sample.group(1), types);
                var seen = labels.computeIfAbsent(name, _ -> new TreeSet<>());
                var text = sample.group(3) == null ? "" : sample.group(3);
                LABEL.matcher(text).results().forEach(label -> seen.add(label.group(1)));
            }
        }
        var scraped = new TreeMap<String, Metric>();
        labels.forEach(
                (name, seen) -> {
                    var type = types.getOrDefault(name, "untyped");
                    if (type.equals("histogram")) {
                        seen.remove("le");
                    }
                    scraped.put(name, new Metric(name, type, seen));
                });
        return scraped;
    }

    private static String family(String series, Map<String, String> types) {
        var base = PART.matcher(series).replaceFirst("");
        return types.getOrDefault(base, "").equals("histogram") ? base : series;
    }

    private static Set<String> add(
            Map<String, Set<String>> series, String name, Set<String> labels) {
        var all = series.computeIfAbsent(name, _ -> new TreeSet<>());
        all.addAll(labels);
        return all;
    }

    private static List<String> lines(Path page) {
        try {
            return Files.readAllLines(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
