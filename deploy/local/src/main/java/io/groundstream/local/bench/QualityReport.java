package io.groundstream.local.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.embedded.World;

import java.time.Duration;
import java.util.List;

/** What {@code bench quality} prints. */
public record QualityReport(
        World world,
        Seeds seeds,
        String model,
        String revision,
        Duration took,
        List<Result> results) {
    public QualityReport {
        results = List.copyOf(results);
    }

    /** True if every bar that is required holds. */
    public boolean holds() {
        return results.stream().noneMatch(Result::isMissed);
    }

    /** One object; its keys are stable, and what had no cases is null. */
    public String json() {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("world", WorldName.of(world));
        node.put("count", seeds.count());
        node.put("seed", seeds.first());
        node.put("model", model).put("revision", revision);
        node.put("seconds", rounded(took.toMillis() / 1e3));
        results.stream()
                .filter(result -> result.bar() != null)
                .forEach(result -> putValue(node, result.key(), result));
        node.put("barsHold", holds());
        var measures = node.putObject("measures");
        results.forEach(result -> put(measures.putObject(result.key()), result));
        return node.toString();
    }

    private static void put(ObjectNode node, Result result) {
        putValue(node, "value", result);
        var interval = result.interval();
        if (interval != null) {
            node.putArray("interval").add(rounded(interval.low())).add(rounded(interval.high()));
        }
        node.put("cases", result.cases());
        var bar = result.bar();
        if (bar != null) {
            node.put("bar", bar.value()).put("holds", result.holds());
            node.put("required", bar.required());
        }
    }

    private static void putValue(ObjectNode node, String key, Result result) {
        var value = result.value();
        node.put(key, value == null ? null : (Double) rounded(value));
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    /** The same as a table, for people. */
    public String table() {
        return QualityTable.of(this);
    }
}
