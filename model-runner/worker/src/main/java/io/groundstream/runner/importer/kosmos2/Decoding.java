package io.groundstream.runner.importer.kosmos2;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

import io.groundstream.runner.importer.onnx.GraphBuilder;

import java.util.ArrayList;
import java.util.List;

/**
 * All tokens but the first, in loops of one token a step. A loop computes each of its rows until it
 * ends, and many rows of a batch end long before the last. So each loop but the last ends when few
 * enough of the batch's rows go on, and the next has only those. The loops stand one after another
 * in the main graph: ONNX Runtime packs weights only for it, and for loops directly in it.
 */
final class Decoding {
    private final GraphBuilder graph;
    private final TextDecoder decoder;
    private final GreedyPick pick;
    private final Compaction compaction;
    private final String start;
    private final String most;

    /**
     * Rows on their way.
     *
     * @param values what loops carry: the state of generation, then the cache
     * @param made tokens of each by now, [1]
     */
    private record Rows(List<String> values, String made) {
        GreedyPick.State state() {
            return GreedyPick.State.of(values);
        }
    }

    /** A batch as a loop left it, and the places of the rows that the next one took over. */
    private record Left(GreedyPick.State state, String places) {}

    /** Whether a loop goes on, a truth value. */
    private interface Going {
        String on(GraphBuilder graph, GreedyPick.State state);
    }

    /**
     * @param length of the prompt, [1]
     * @param most tokens that a row may have
     */
    Decoding(GraphBuilder graph, TextDecoder decoder, GreedyPick pick, String length, String most) {
        this.graph = graph;
        this.decoder = decoder;
        this.pick = pick;
        this.most = most;
        compaction = new Compaction(graph, pick.pad());
        // of a sequence's last token
        start = graph.op("Add", List.of(length, graph.longs(TextDecoder.FIRST_POSITION - 1)));
    }

    /**
     * The batch at its end.
     *
     * @param first the state with the first token
     * @param shares in percent of the batch: a loop ends when no more of its rows go on
     */
    GreedyPick.State build(GreedyPick.State first, List<String> cache, List<Integer> shares) {
        var values = new ArrayList<>(first.values());
        values.addAll(cache);
        var rows = new Rows(values, graph.longs(1));
        String batch = graph.op("Size", List.of(first.done()));
        String count = batch;
        var left = new ArrayList<Left>();
        for (int share : shares) {
            String few = percent(batch, share);
            String enough =
                    graph.cast(
                            graph.op("Sub", List.of(count, few)), DataType.INT64, DataType.FLOAT);
            Going going = (part, state) -> state.endedBelow(part, enough);
            rows = loop(rows, left.isEmpty() ? going.on(graph, first) : isLess(few, count), going);
            String places = compaction.going(rows.state(), rows.made(), most);
            left.add(new Left(rows.state(), places));
            rows = new Rows(compaction.take(rows.values(), places), rows.made());
            count = graph.op("Size", List.of(places));
        }
        Going going = (part, state) -> state.goingOn(part);
        String begin = left.isEmpty() ? going.on(graph, first) : isLess(graph.scalar(0), count);
        GreedyPick.State end = loop(rows, begin, going).state();
        for (Left earlier : left.reversed()) {
            end = compaction.putBack(earlier.state(), earlier.places(), end);
        }
        return end;
    }

    private String percent(String count, int share) {
        return graph.op(
                "Div",
                List.of(graph.op("Mul", List.of(count, graph.scalar(share))), graph.scalar(100)));
    }

    private String isLess(String less, String more) {
        return graph.op("Less", List.of(less, more));
    }

    private Rows loop(Rows rows, String begin, Going going) {
        String trips = graph.op("Sub", List.of(most, rows.made()));
        String place = graph.op("Add", List.of(start, rows.made()));
        List<String> values =
                graph.loop(
                        trips,
                        begin,
                        rows.values(),
                        (body, iteration) -> step(body, iteration, place, going));
        return new Rows(values, compaction.made(GreedyPick.State.of(values)));
    }

    /**
     * One token more of each row.
     *
     * @param place of the first token that the loop reads, less the iteration
     */
    private void step(GraphBuilder body, String iteration, String place, Going going) {
        GreedyPick.State state = GreedyPick.State.declare(body);
        List<String> cache = decoder.declareCache(body);
        String row = body.op("Add", List.of(iteration, place));
        TextDecoder.Step step = decoder.next(body, state.token(), row, cache);
        GreedyPick.State next = pick.next(body, step.logits(), state);
        body.result(going.on(body, next), DataType.BOOL);
        next.results(body);
        step.cache().forEach(value -> body.result(value, body.real()));
    }
}
