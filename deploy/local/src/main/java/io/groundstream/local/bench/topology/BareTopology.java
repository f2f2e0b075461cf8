package io.groundstream.local.bench.topology;

import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.catalog.Topics;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.BytesDeserializer;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The hops of our topology with nothing in them: bytes come in, stores are read and written, bytes
 * go out. No record is decoded, no rule is asked, nothing is decided.
 *
 * <pre>
 *  images ─▶ admit ─▶ claims ─▶ dispatch ─▶ requests
 *  results ─▶ collect ─▶ answers ─▶ settle ─▶ annotations
 * </pre>
 */
final class BareTopology {
    /** About what our states have: while work is in flight, and when it has ended. */
    private static final int IN_FLIGHT = 240;

    private static final int ENDED = 60;
    private static final int CLAIM = 300;
    private static final int NOTHING = 0;

    private final Topics topics;
    // pictures wait here for their work, as no claim carries them
    private final Map<Bytes, byte[]> pictures = new ConcurrentHashMap<>();
    private final Topology topology = new Topology();

    BareTopology(Topics topics) {
        this.topics = topics;
    }

    Topology build() {
        var work = List.of("work", "work-waiters", "work-due");
        hop("admit", topics.images(), topics.claims(), in("images"));
        hop(
                "dispatch",
                topics.claims(),
                requests(),
                in("work"),
                in("work-waiters"),
                in("work-due"));
        hop(
                "collect",
                topics.inferenceResults(),
                topics.answers(),
                out("work"),
                gone("work-waiters"),
                gone("work-due"));
        hop("settle", topics.answers(), topics.annotations(), out("images"));
        stores(List.of("images"), "admit", "settle");
        stores(work, "dispatch", "collect");
        return topology;
    }

    private String requests() {
        return topics.inferenceRequests(Lane.INTERACTIVE);
    }

    private void hop(String name, String from, String to, Touch... touches) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                "from-" + name,
                new BytesDeserializer(),
                new ByteArrayDeserializer(),
                from);
        topology.addProcessor(name, () -> new Pass(to, List.of(touches)), "from-" + name);
        topology.addSink("to-" + name, to, new BytesSerializer(), new ByteArraySerializer(), name);
    }

    private void stores(List<String> names, String... processors) {
        for (var name : names) {
            topology.addStateStore(
                    Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(name),
                            Serdes.Bytes(),
                            Serdes.ByteArray()),
                    processors);
        }
    }

    private static Touch in(String store) {
        return new Touch(store, IN_FLIGHT);
    }

    private static Touch out(String store) {
        return new Touch(store, ENDED);
    }

    private static Touch gone(String store) {
        return new Touch(store, NOTHING);
    }

    /** What a hop writes to a store; no bytes at all delete. */
    private record Touch(String store, int bytes) {}

    /** Reads and writes its stores and sends the record on. */
    private final class Pass extends ContextualProcessor<Bytes, byte[], Bytes, byte[]> {
        private final String to;
        private final List<Touch> touches;

        Pass(String to, List<Touch> touches) {
            this.to = to;
            this.touches = touches;
        }

        @Override
        public void process(Record<Bytes, byte[]> record) {
            for (var touch : touches) {
                KeyValueStore<Bytes, byte[]> store = context().getStateStore(touch.store());
                var _ = store.get(record.key());
                if (touch.bytes() == NOTHING) {
                    var _ = store.delete(record.key());
                } else {
                    store.put(record.key(), new byte[touch.bytes()]);
                }
            }
            context().forward(carried(record).withTimestamp(System.currentTimeMillis()));
        }

        private Record<Bytes, byte[]> carried(Record<Bytes, byte[]> record) {
            if (to.equals(topics.claims())) {
                pictures.put(record.key(), record.value());
                return record.withValue(new byte[CLAIM]);
            }
            var picture = pictures.remove(record.key());
            return picture == null ? record : record.withValue(picture);
        }
    }
}
