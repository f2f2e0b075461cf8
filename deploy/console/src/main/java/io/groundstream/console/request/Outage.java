package io.groundstream.console.request;

import io.groundstream.console.web.Problem;
import io.groundstream.schemas.serde.RegistryUnavailableException;
import io.groundstream.schemas.serde.UnknownSchemaException;
import io.javalin.http.Handler;

import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.TimeoutException;

/** 503 UNAVAILABLE, where it is the cluster or its registry that failed. */
public final class Outage {
    private static final Logger log = LoggerFactory.getLogger(Outage.class);

    private Outage() {}

    public static Handler told(Handler handler) {
        return request -> {
            try {
                handler.handle(request);
            } catch (Exception e) {
                throw isUnavailable(e) ? unavailable(e) : e;
            }
        };
    }

    private static boolean isUnavailable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case KafkaException _,
                        RegistryUnavailableException _,
                        UnknownSchemaException _,
                        TimeoutException _ -> {
                    return true;
                }
                default -> {
                    // perhaps its cause
                }
            }
        }
        return false;
    }

    private static Problem unavailable(Exception e) {
        log.atWarn().addKeyValue("failure", e).log("the cluster did not answer");
        return new Problem(
                503, "UNAVAILABLE", "Kafka or the schema registry did not answer: try again");
    }
}
