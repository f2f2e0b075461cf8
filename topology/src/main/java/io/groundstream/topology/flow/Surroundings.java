package io.groundstream.topology.flow;

import io.groundstream.schemas.trace.Tracing;

/** What a topology touches beside its topics and stores. Tests bring their own. */
public record Surroundings(
        ImageLog log,
        RecentPictures recent,
        ResultsProgress.Source progress,
        Patience patience,
        Meters meters,
        Tracing tracing) {}
