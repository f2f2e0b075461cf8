package io.groundstream.local;

import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Encoder;

import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * A publisher of a later release, whose events have a field that ours do not know: whoever reads
 * one has to ask the registry first.
 */
final class LaterRelease implements AutoCloseable {
    private final String topic;
    private final Encoder<ImageEvent> encoder;
    private final KafkaProducer<String, byte[]> producer;
    private final int id;

    LaterRelease(Stage stage, String field) {
        var registry = stage.registry();
        this.topic = stage.cluster.topics().images();
        this.encoder = new Encoder<>(registry, Topics.subject(topic));
        this.producer = stage.cluster.producer();
        this.id = registry.register(Topics.subject(topic), withField(field));
    }

    void send(ImageEvent event) {
        var ours = encoder.encode(event);
        // the field stands last, and false is one byte of zero
        var theirs = Arrays.copyOf(ours, ours.length + 1);
        ByteBuffer.wrap(theirs).putInt(1, id);
        var _ = producer.send(new ProducerRecord<>(topic, event.getImageId(), theirs));
    }

    private static Schema withField(String name) {
        var ours = ImageEvent.getClassSchema();
        var fields = new ArrayList<Field>();
        ours.getFields().forEach(field -> fields.add(new Field(field, field.schema())));
        fields.add(new Field(name, Schema.create(Schema.Type.BOOLEAN), "Of later.", false));
        return Schema.createRecord(
                ours.getName(), ours.getDoc(), ours.getNamespace(), false, fields);
    }

    @Override
    public void close() {
        producer.close();
    }
}
