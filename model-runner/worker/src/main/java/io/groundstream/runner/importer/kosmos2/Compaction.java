package io.groundstream.runner.importer.kosmos2;

import io.groundstream.runner.importer.onnx.Attribute;
import io.groundstream.runner.importer.onnx.GraphBuilder;

import java.util.List;

/** Takes the rows that go on out of a batch, and puts what became of them into their places. */
record Compaction(GraphBuilder graph, String pad) {
    /**
     * The places of rows that have not ended, [rows]; none if no token may be added.
     *
     * @param made tokens of each row by now, [1]
     * @param most tokens that a row may have
     */
    String going(GreedyPick.State state, String made, String most) {
        String going =
                graph.op(
                        "And",
                        List.of(
                                graph.op("Not", List.of(state.done())),
                                graph.op("Less", List.of(made, most))));
        return graph.op("Squeeze", List.of(graph.op("NonZero", List.of(going)), graph.longs(0)));
    }

    /** The rows at these places, of each value. */
    List<String> take(List<String> values, String places) {
        return values.stream()
                .map(value -> graph.op("Gather", List.of(value, places), Attribute.of("axis", 0)))
                .toList();
    }

    /** The batch with those rows as they ended; the others get padding up to their length. */
    GreedyPick.State putBack(GreedyPick.State batch, String places, GreedyPick.State ended) {
        String more = graph.op("Sub", List.of(made(ended), made(batch)));
        String pads =
                graph.op("Concat", List.of(graph.longs(0, 0, 0), more), Attribute.of("axis", 0));
        String column = graph.op("Unsqueeze", List.of(places, graph.longs(1)));
        return new GreedyPick.State(
                batch.token(),
                batch.done(),
                put(batch.sequence(), pads, pad, column, ended.sequence()),
                put(batch.logProbs(), pads, graph.scalar(0f), column, ended.logProbs()));
    }

    private String put(String values, String pads, String with, String places, String rows) {
        String wide = graph.op("Pad", List.of(values, pads, with));
        return graph.op("ScatterND", List.of(wide, places, rows));
    }

    /** How many tokens each row has by now, [1]. */
    String made(GreedyPick.State state) {
        return graph.op(
                "Shape",
                List.of(state.logProbs()),
                Attribute.of("start", 1),
                Attribute.of("end", 2));
    }
}
