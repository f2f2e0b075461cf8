package io.groundstream.local.secured;

import io.groundstream.backing.FreePorts;

import java.util.HashMap;
import java.util.Map;

/** What is wrong with the settings of a service, and the words in which it has to say so. */
enum Fault {
    WRONG_PASSWORD("refuses our name or password", "mend kafka.sasl.mechanism") {
        @Override
        void plant(Map<String, String> settings, Secured secured, String user) {
            var wrong = secured.broker.client(user, WRONG).get("sasl.jaas.config");
            settings.put("kafka.sasl.jaas.config", wrong);
        }
    },
    UNKNOWN_AUTHORITY("authority that we do not trust", "kafka.ssl.truststore.location") {
        @Override
        void plant(Map<String, String> settings, Secured secured, String user) {
            var others = secured.registry.certificates().trustStore();
            settings.put("kafka.ssl.truststore.location", others.toString());
        }
    },
    NO_TLS("speaks TLS, and we do not", "set kafka.security.protocol") {
        @Override
        void plant(Map<String, String> settings, Secured secured, String user) {
            settings.put("kafka.security.protocol", "SASL_PLAINTEXT");
        }
    },
    REGISTRY_PASSWORD("status 401", "registry.basic.auth.user.info") {
        @Override
        void plant(Map<String, String> settings, Secured secured, String user) {
            settings.put("registry.basic.auth.user.info", "services:" + WRONG);
        }
    },
    REGISTRY_AUTHORITY(
            "authority that we do not trust", "registry.schema.registry.ssl.truststore") {
        @Override
        void plant(Map<String, String> settings, Secured secured, String user) {
            var others = secured.broker.certificates().trustStore();
            settings.put("registry.schema.registry.ssl.truststore.location", others.toString());
        }
    },
    REGISTRY_AWAY("registry", "Connection refused") {
        @Override
        void plant(Map<String, String> settings, Secured secured, String user) {
            settings.put("registry.url", "https://127.0.0.1:" + FreePorts.next() + "/v7");
        }
    };

    static final String WRONG = "a-wrong-Pa55word-31e8";

    final String what;
    final String remedy;

    Fault(String what, String remedy) {
        this.what = what;
        this.remedy = remedy;
    }

    abstract void plant(Map<String, String> settings, Secured secured, String user);

    /** The user's settings, with the fault in them. */
    Map<String, String> in(Secured secured, String user, String prefix) {
        var settings = new HashMap<>(secured.settings(user, prefix));
        plant(settings, secured, user);
        return settings;
    }

    boolean isOfRegistry() {
        return name().startsWith("REGISTRY");
    }
}
