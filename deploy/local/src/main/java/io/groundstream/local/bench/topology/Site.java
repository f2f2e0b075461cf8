package io.groundstream.local.bench.topology;

import io.groundstream.local.stack.LocalStack;
import io.groundstream.local.stack.StackSettings;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.catalog.Topics;

import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** A broker and a registry of their own, on which one course after another is run. */
final class Site implements AutoCloseable {
    private final LocalStack stack;
    private final Consumer<String> progress;
    private int courses;

    private Site(LocalStack stack, Consumer<String> progress) {
        this.stack = stack;
        this.progress = progress;
    }

    static Site open(StackSettings settings, Consumer<String> progress)
            throws InterruptedException {
        return new Site(LocalStack.startBacking(settings, progress), progress);
    }

    /** Topics that nobody has used. */
    Course course(Contender contender, Content content) throws InterruptedException {
        var settings = stack.settings();
        var topics =
                new Topics("%s%d-".formatted(contender.name().toLowerCase(Locale.ROOT), ++courses));
        var cluster =
                new Cluster(
                        Map.of("bootstrap.servers", settings.bootstrapServers()),
                        settings.registryUrl(),
                        Map.of(),
                        topics);
        progress.accept("%s, %s".formatted(contender, content));
        var course = new Course(stack, cluster, contender, content, progress);
        course.prepare();
        return course;
    }

    @Override
    public void close() {
        stack.close();
    }
}
