package io.groundstream.runner.generate;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;

import java.util.HashSet;
import java.util.Set;

/** The runs under way, which can be ended together. Safe for use by many threads. */
final class Runs {
    private final Set<RunOptions> underWay = new HashSet<>();
    private boolean cancelled;

    /**
     * Options for one run, to be given back to {@link #end}.
     *
     * @throws GenerationException if no run is to begin any more
     */
    synchronized RunOptions begin() throws OrtException {
        if (cancelled) {
            throw GenerationException.cancelled(null);
        }
        var options = new RunOptions();
        underWay.add(options);
        return options;
    }

    synchronized void end(RunOptions options) {
        underWay.remove(options);
        options.close();
    }

    /** Runs end before their next operator, and none begins any more. */
    synchronized void cancel() throws OrtException {
        cancelled = true;
        for (var options : underWay) {
            options.setTerminate(true);
        }
    }

    synchronized boolean areCancelled() {
        return cancelled;
    }
}
