package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.TaskRequest;

import org.jspecify.annotations.Nullable;

/**
 * Which images need the same work. Equal keys mean equal bytes and equal tasks, whoever publishes
 * them: a digest over everything that a runner is told, each part with its length in front of it.
 *
 * <p>Inline pictures are equal if their bytes are. References are equal if they name the same place
 * and declare the same digest and size, so that nobody gets a verdict, or a failure, for bytes that
 * were fetched from elsewhere. What stands behind a reference without a digest is not known, and
 * may be something else tomorrow: it is the work of its version alone.
 */
final class WorkKey {
    private static final String FORM = "groundstream work 1";

    private WorkKey() {}

    /**
     * The key of an event's work, 64 hex digits.
     *
     * @param contentSha256 of the bytes; empty if they are not known
     */
    static String of(Arrival arrival, ImageEvent event, String contentSha256) {
        var digest = new Digest().text(FORM).text(contentSha256);
        if (event.getContent() instanceof ImageReference reference) {
            digest.text("reference").text(reference.getUri()).text(size(reference));
            if (contentSha256.isEmpty()) {
                digest.text(arrival.imageId())
                        .number(arrival.version().getPartition())
                        .number(arrival.version().getOffset());
            }
        } else {
            digest.text("inline");
        }
        var tasks = Events.tasks(event);
        digest.number(tasks.size());
        tasks.forEach(task -> add(task, digest));
        return digest.hex();
    }

    private static void add(TaskRequest task, Digest digest) {
        digest.text(task.getKind().name()).text(task.getText());
        var region = task.getRegion();
        digest.number(region == null ? 0 : 1);
        if (region != null) {
            add(region, digest);
        }
    }

    private static void add(Box box, Digest digest) {
        for (var edge : new double[] {box.getX0(), box.getY0(), box.getX1(), box.getY1()}) {
            digest.number(Double.doubleToLongBits(edge));
        }
    }

    private static @Nullable String size(ImageReference reference) {
        return reference.getSizeBytes() == null ? null : reference.getSizeBytes().toString();
    }
}
