package io.groundstream.schemas.serde;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.groundstream.schemas.service.Refusals;

import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * A schema registry behind Confluent's client. Answers are cached, and every failure is one of two:
 * {@link UnknownSchemaException}, the registry's own "no", or {@link RegistryUnavailableException},
 * which says nothing about the schema asked for.
 */
public final class Registry implements AutoCloseable {
    private static final int CACHED_SCHEMAS = 1_000;
    private static final int NOT_FOUND = 404;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final long UNKNOWN_FOR_SECONDS = 10;
    private static final String PATIENCE_MS = "20000";
    private static final int TRIES = 3;

    private static final Logger log = LoggerFactory.getLogger(Registry.class);

    static {
        TrustedRecords.vouch();
    }

    private final String urls;
    private final Refusals refusals;
    private final SchemaRegistryClient client;
    private final LongAdder failures = new LongAdder();

    private Registry(String urls, SchemaRegistryClient client) {
        this.urls = shown(urls);
        this.refusals = Refusals.ofRegistry(this.urls);
        this.client = client;
    }

    /**
     * Prepares a client; nothing is asked of the registry yet.
     *
     * @param urls one or more base addresses, separated by commas
     * @param settings Confluent's client settings, such as {@code basic.auth.credentials.source}
     */
    public static Registry connect(String urls, Map<String, String> settings) {
        var all = new HashMap<String, Object>(settings);
        // else each record of a flood that names an id that does not exist is a question
        all.putIfAbsent("missing.id.cache.ttl.sec", UNKNOWN_FOR_SECONDS);
        all.putIfAbsent("http.read.timeout.ms", PATIENCE_MS);
        var client =
                SchemaRegistryClientFactory.newClient(
                        List.of(urls.split(",")),
                        CACHED_SCHEMAS,
                        List.of(new AvroSchemaProvider()),
                        all,
                        Map.of());
        return new Registry(urls, client);
    }

    /** The addresses without names and passwords that stand in them. */
    public static String shown(String urls) {
        return urls.replaceAll("//[^/@,]*@", "//");
    }

    /** The id under which the subject has this schema. Never registers. */
    public int idOf(String subject, Schema schema) {
        return ask("the id of " + subject, () -> client.getId(subject, new AvroSchema(schema)));
    }

    /** The schema with this id. */
    public Schema byId(int id) {
        var parsed = ask("schema id " + id, () -> client.getSchemaById(id));
        if (parsed instanceof AvroSchema avro) {
            return avro.rawSchema();
        }
        throw new UnknownSchemaException(
                "schema id " + id + " is of type " + parsed.schemaType() + ", not AVRO",
                new IllegalArgumentException(parsed.schemaType()));
    }

    /** Registers the schema if the subject does not have it, and returns its id. */
    public int register(String subject, Schema schema) {
        return ask(
                "to register " + subject, () -> client.register(subject, new AvroSchema(schema)));
    }

    /** Sets the subject's compatibility rule. */
    public void requireCompatibility(String subject, String rule) {
        ask(
                "to set the compatibility of " + subject,
                () -> client.updateCompatibility(subject, rule));
    }

    /** All subjects; also the cheapest proof that the registry answers. */
    public List<String> subjects() {
        return List.copyOf(ask("its subjects", client::getAllSubjects));
    }

    /** How many questions it could not be asked since it was connected to. */
    public long failures() {
        return failures.sum();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private <T> T ask(String question, Question<T> call) {
        try {
            return insist(question, call);
        } catch (RestClientException e) {
            if (e.getStatus() == NOT_FOUND || isIncompatible(e)) {
                throw new UnknownSchemaException(
                        "registry " + urls + " refused " + question + ": " + e.getMessage(), e);
            }
            throw unavailable(
                    switch (e.getStatus()) {
                        case UNAUTHORIZED -> refusals.unknown("status 401").words();
                        case FORBIDDEN -> said("does not allow our user " + question);
                        default -> said("failed on " + question + ": " + e.getMessage());
                    },
                    e);
        } catch (IOException e) {
            throw unavailable(
                    refusals.words(e).orElse(said("cannot be asked for " + question + ": " + e)),
                    e);
        }
    }

    /** Asks again what got no answer in time: whatever we ask may be asked twice. */
    private <T> T insist(String question, Question<T> call)
            throws IOException, RestClientException {
        for (int tries = 1; ; tries++) {
            try {
                return call.answer();
            } catch (SocketTimeoutException e) {
                if (tries == TRIES) {
                    throw e;
                }
                log.atWarn()
                        .addKeyValue("question", question)
                        .log("the registry does not answer; it is asked again");
            }
        }
    }

    private RegistryUnavailableException unavailable(String words, Exception cause) {
        failures.increment();
        return new RegistryUnavailableException(words, cause);
    }

    private String said(String what) {
        return "registry " + urls + " " + what;
    }

    private static boolean isIncompatible(RestClientException e) {
        return e.getStatus() == 409 || e.getStatus() == 422;
    }

    @FunctionalInterface
    private interface Question<T> {
        T answer() throws IOException, RestClientException;
    }
}
