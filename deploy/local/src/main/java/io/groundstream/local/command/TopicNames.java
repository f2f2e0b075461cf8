package io.groundstream.local.command;

import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.catalog.Topics;

import java.util.Iterator;

/** The topics' names without a prefix, for help and for completion. */
final class TopicNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return TopicSpec.all(new Topics("")).stream().map(TopicSpec::name).iterator();
    }
}
