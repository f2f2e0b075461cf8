package io.groundstream.topology.flow;

import io.groundstream.topology.decide.Output;
import io.groundstream.topology.search.SearchDocuments;

import java.util.ArrayList;
import java.util.List;

/** Adds what follows from an output: an annotation is followed by its search document. */
final class Projections {
    private final Meters meters;

    Projections(Meters meters) {
        this.meters = meters;
    }

    List<Output> following(List<Output> outputs) {
        var all = new ArrayList<Output>();
        for (var output : outputs) {
            all.add(output);
            if (output instanceof Output.Annotated(var annotation)) {
                SearchDocuments.of(annotation)
                        .ifPresentOrElse(
                                document -> all.add(new Output.Document(document)),
                                meters::unindexable);
            }
        }
        return all;
    }
}
