package io.groundstream.topology.flow;

import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

import java.util.Comparator;
import java.util.TreeMap;
import java.util.TreeSet;

/** A topology as a flow chart: topics, processors and stores, each once, in a stable order. */
final class Mermaid {
    private final String prefix;
    private final TreeMap<String, String> topics = new TreeMap<>();
    private final TreeSet<String> stores = new TreeSet<>();
    private final TreeSet<String> edges = new TreeSet<>();
    private final StringBuilder parts = new StringBuilder();

    private Mermaid(String prefix) {
        this.prefix = prefix;
    }

    /**
     * The chart.
     *
     * @param prefix that topics are shown without
     */
    static String of(TopologyDescription description, String prefix) {
        var chart = new Mermaid(prefix);
        description.subtopologies().stream()
                .sorted(Comparator.comparingInt(Subtopology::id))
                .forEach(chart::draw);
        description.globalStores().stream()
                .sorted(Comparator.comparingInt(TopologyDescription.GlobalStore::id))
                .forEach(chart::drawGlobal);
        var text = new StringBuilder("flowchart LR\n");
        chart.topics.values().forEach(topic -> text.append("  ").append(topic).append('\n'));
        text.append(chart.parts);
        chart.edges.forEach(edge -> text.append("  ").append(edge).append('\n'));
        return text.toString();
    }

    private void draw(Subtopology part) {
        parts.append("  subgraph part%d [sub-topology %d]\n".formatted(part.id(), part.id()));
        part.nodes().stream().sorted(Comparator.comparing(Node::name)).forEach(this::draw);
        parts.append("  end\n");
    }

    private void draw(Node node) {
        switch (node) {
            case Source source -> source.topicSet().forEach(topic -> from(topic, source));
            case Sink sink -> to(sink);
            case Processor processor -> drawProcessor(processor);
            default -> throw new IllegalStateException("a node of " + node.getClass());
        }
    }

    private void drawProcessor(Processor processor) {
        var name = processor.name();
        parts.append("    %s(%s)\n".formatted(name, name));
        for (var store : new TreeSet<>(processor.stores())) {
            if (stores.add(store)) {
                parts.append("    store-%s[(%s)]\n".formatted(store, store));
            }
            edges.add(name + " <--> store-" + store);
        }
    }

    private void drawGlobal(TopologyDescription.GlobalStore store) {
        parts.append("  subgraph part%d [on every instance]\n".formatted(store.id()));
        drawProcessor(store.processor());
        parts.append("  end\n");
        store.source().topicSet().forEach(topic -> from(topic, store.source()));
    }

    private void from(String topic, Source source) {
        source.successors().forEach(next -> edges.add(topic(topic) + " --> " + next.name()));
    }

    private void to(Sink sink) {
        for (Node before : sink.predecessors()) {
            edges.add(before.name() + " --> " + topic(sink.topic()));
        }
    }

    private String topic(String name) {
        var shown = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
        var id = "topic-" + shown;
        topics.put(id, id + "[/" + shown + "/]");
        return id;
    }
}
