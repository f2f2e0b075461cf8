package io.groundstream.local.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.local.publish.Ending.Failed;
import io.groundstream.local.publish.Ending.Published;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.catalog.TopicSpec;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

class PublicationTest {
    @TempDir Path folder;

    private final List<CompletableFuture<RecordMetadata>> open = new ArrayList<>();
    private final List<Ending> endings = new ArrayList<>();
    private int most;

    @Test
    void eachThatFailsIsNamedAndTheOthersAreSent() throws IOException {
        var good = file("good.png", 10);
        var large = file("large.png", TopicSpec.MAX_INLINE_BYTES + 1);
        var none = folder.resolve("none.png").toString();

        publication().publish(List.of(none, good, folder.toString(), large, "https://host/a.jpg"));

        assertThat(endings.stream().map(Ending::picture))
                .containsExactly(none, good, folder.toString(), large, "https://host/a.jpg");
        assertThat(endings.get(0)).isEqualTo(new Failed(none, "FETCH", "no such file"));
        assertThat(endings.get(1)).isInstanceOf(Published.class);
        assertThat(endings.get(2)).isEqualTo(new Failed(folder.toString(), "FETCH", "is a folder"));
        assertThat(((Failed) endings.get(3)).code()).isEqualTo("TOO_LARGE");
        assertThat(endings.get(4)).isInstanceOf(Published.class);
    }

    @Test
    void whatTheBrokerRefusesIsNamed() throws IOException {
        var file = file("a.png", 1);
        var refusing =
                new Publication(
                        _ -> CompletableFuture.failedFuture(new IllegalStateException("full")),
                        List.of(),
                        Lane.BULK,
                        endings::add);

        refusing.publish(List.of(file));

        assertThat(endings).containsExactly(new Failed(file, "PUBLISH", "full"));
    }

    @Test
    void whatWaitsForTheBrokerIsBounded() throws IOException {
        var large = file("large.png", TopicSpec.MAX_INLINE_BYTES);

        publication().publish(IntStream.range(0, 40).mapToObj(_ -> large).toList());

        assertThat(endings).hasSize(40);
        assertThat(most).isBetween(2, 9);
    }

    private Publication publication() {
        return new Publication(this::send, List.of(), Lane.BULK, this::end);
    }

    /** Acknowledged only when it is waited for. */
    private CompletableFuture<RecordMetadata> send(ImageEvent event) {
        var sent =
                new CompletableFuture<RecordMetadata>() {
                    @Override
                    public RecordMetadata join() {
                        var partition = new TopicPartition("images", 2);
                        complete(new RecordMetadata(partition, 7, 0, 0, 0, 0));
                        return super.join();
                    }
                };
        open.add(sent);
        most = Math.max(most, open.size());
        return sent;
    }

    private void end(Ending ending) {
        endings.add(ending);
        open.removeIf(CompletableFuture::isDone);
    }

    private String file(String name, long size) throws IOException {
        var file = Files.createFile(folder.resolve(name));
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(size);
        }
        return file.toString();
    }
}
