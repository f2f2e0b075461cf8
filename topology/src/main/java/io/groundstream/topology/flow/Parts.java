package io.groundstream.topology.flow;

import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.RecordSerde;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.trace.Tracing;
import io.groundstream.topology.decide.Admission;
import io.groundstream.topology.decide.Flights;
import io.groundstream.topology.decide.LanePulse;
import io.groundstream.topology.decide.Letters;
import io.groundstream.topology.decide.Reuse;
import io.groundstream.topology.decide.Settlement;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.ProcessorContext;

import java.util.UUID;

/** What the processors of one instance are made of. Safe for many threads. */
record Parts(
        Topics topics,
        Registry registry,
        Placement placement,
        FlowSettings settings,
        Surroundings surroundings,
        LanePulse pulse,
        Unforeseen unforeseen,
        Policies policies) {

    Letters letters() {
        return new Letters(topics.images());
    }

    Flights flights() {
        return new Flights(() -> UUID.randomUUID().toString(), settings.limits());
    }

    Admission admission() {
        return new Admission(letters());
    }

    Settlement settlement() {
        return new Settlement(letters());
    }

    Steps steps(ProcessorContext<String, byte[]> context, ImageStore images) {
        var moderator = new Moderator(new ModerationStore(context), policies);
        return new Steps(context, images, new Outbox(registry, topics), moderator, this);
    }

    /** Reads and writes what a store keeps, and waits for the registry while it cannot be asked. */
    <T extends SpecificRecord> Serde<T> patient(Class<T> type, String subject) {
        return new PatientSerde<>(RecordSerde.of(registry, type, subject), patience());
    }

    Reuse reuse() {
        return settings.reuse();
    }

    Meters meters() {
        return surroundings.meters();
    }

    Tracing tracing() {
        return surroundings.tracing();
    }

    Patience patience() {
        return surroundings.patience();
    }

    ImageLog log() {
        return surroundings.log();
    }

    ResultsProgress.Source progress() {
        return surroundings.progress();
    }
}
