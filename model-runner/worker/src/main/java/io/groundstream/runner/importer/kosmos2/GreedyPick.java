package io.groundstream.runner.importer.kosmos2;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

import io.groundstream.runner.importer.onnx.Attribute;
import io.groundstream.runner.importer.onnx.GraphBuilder;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes the likeliest token. Its log-probability is the model's own: a token that is taken because
 * a likelier one would repeat an n-gram keeps its small probability.
 */
record GreedyPick(int ngram, String eos, String pad) {

    /**
     * What generation carries from token to token.
     *
     * @param token [batch], the newest
     * @param done [batch], whether the row has ended
     * @param sequence [batch, length], prompt and tokens
     * @param logProbs [batch, new]
     */
    record State(String token, String done, String sequence, String logProbs) {
        static State of(List<String> values) {
            return new State(values.get(0), values.get(1), values.get(2), values.get(3));
        }

        static State declare(GraphBuilder body) {
            return new State(
                    body.carried("token", DataType.INT64),
                    body.carried("done", DataType.BOOL),
                    body.carried("sequence", DataType.INT64),
                    body.carried("log_probs_so_far", DataType.FLOAT));
        }

        List<String> values() {
            return List.of(token, done, sequence, logProbs);
        }

        void results(GraphBuilder body) {
            body.result(token, DataType.INT64);
            body.result(done, DataType.BOOL);
            body.result(sequence, DataType.INT64);
            body.result(logProbs, DataType.FLOAT);
        }

        /**
         * Whether any row has not ended, a scalar. On a GPU the reduction of truth values is the
         * host's, where the loop needs its answer, and none of cuDNN's.
         */
        String goingOn(GraphBuilder graph) {
            return graph.op(
                    "ReduceMax",
                    List.of(graph.op("Not", List.of(done))),
                    Attribute.of("keepdims", 0));
        }

        /** Whether fewer rows have ended than so many, a scalar of single precision. */
        String endedBelow(GraphBuilder graph, String count) {
            String ended =
                    graph.op(
                            "ReduceSum",
                            List.of(graph.cast(done, DataType.BOOL, DataType.FLOAT)),
                            Attribute.of("keepdims", 0));
            return graph.op("Less", List.of(ended, count));
        }
    }

    /** The first token; rows that start done get padding only. */
    State first(GraphBuilder graph, String logits, String prompt, String done) {
        return pick(graph, logits, prompt, done, List.of());
    }

    State next(GraphBuilder graph, String logits, State state) {
        return pick(graph, logits, state.sequence(), state.done(), List.of(state.logProbs()));
    }

    private State pick(
            GraphBuilder graph, String logits, String sequence, String done, List<String> before) {
        String scores =
                ngram == 0
                        ? logits
                        : graph.microsoft(
                                "NGramRepeatBlock",
                                List.of(sequence, logits),
                                Attribute.of("ngram_size", ngram));
        List<String> top =
                graph.ops("TopK", List.of(scores, graph.longs(1)), 2, Attribute.of("axis", -1));
        String all = graph.op("LogSoftmax", List.of(logits), Attribute.of("axis", -1));
        String logProb =
                graph.op("GatherElements", List.of(all, top.getLast()), Attribute.of("axis", 1));
        String doneColumn = graph.op("Unsqueeze", List.of(done, graph.longs(1)));
        String column = graph.op("Where", List.of(doneColumn, pad, top.getLast()));
        String logProbColumn = graph.op("Where", List.of(doneColumn, graph.scalar(0f), logProb));
        String token = graph.op("Squeeze", List.of(column, graph.longs(1)));
        String ended = graph.op("Or", List.of(done, graph.op("Equal", List.of(token, eos))));
        var logProbs = new ArrayList<>(before);
        logProbs.add(logProbColumn);
        return new State(
                token,
                ended,
                graph.op("Concat", List.of(sequence, column), Attribute.of("axis", 1)),
                logProbs.size() == 1
                        ? logProbColumn
                        : graph.op("Concat", logProbs, Attribute.of("axis", 1)));
    }
}
