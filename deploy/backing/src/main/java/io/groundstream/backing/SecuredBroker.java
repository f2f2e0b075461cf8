package io.groundstream.backing;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * A real broker that clients reach by TLS and SCRAM-SHA-512 alone, and that allows nothing that no
 * ACL allows. Its super user is {@code admin}. Belongs to one thread.
 */
public final class SecuredBroker implements AutoCloseable {
    private static final String ADMIN = "admin";
    private static final String ADMINS_PASSWORD = "admins-password";
    private static final String MECHANISM = "SCRAM-SHA-512";
    private static final int ITERATIONS = 4_096;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final RealBroker broker;
    private final Certificates certificates;
    private final Map<String, String> passwords = new HashMap<>(Map.of(ADMIN, ADMINS_PASSWORD));

    private SecuredBroker(RealBroker broker, Certificates certificates) {
        this.broker = broker;
        this.certificates = certificates;
    }

    /** On any free port, with an authority of its own; its data and certificates stay there. */
    public static SecuredBroker start(Path folder) {
        var certificates = Certificates.make(folder, "broker");
        int port = FreePorts.next();
        var broker =
                RealBroker.start(
                        folder.resolve("broker"),
                        port,
                        settings(port, certificates.server()),
                        List.of(
                                "%s=[name=%s,password=%s]"
                                        .formatted(MECHANISM, ADMIN, ADMINS_PASSWORD)));
        return new SecuredBroker(broker, certificates);
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Whoever is to believe the broker. */
    public Certificates certificates() {
        return certificates;
    }

    /** Client settings of the super user. */
    public Map<String, String> admin() {
        return client(ADMIN);
    }

    /** Client settings of a user who was added before. */
    public Map<String, String> client(String user) {
        return client(user, Objects.requireNonNull(passwords.get(user), user));
    }

    /** Client settings with any password. */
    public Map<String, String> client(String user, String password) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                MECHANISM,
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required"
                        + " username=\"%s\" password=\"%s\";".formatted(user, password),
                "ssl.truststore.location",
                certificates.trustStore().toString(),
                "ssl.truststore.password",
                Certificates.PASSWORD,
                "ssl.truststore.type",
                "PKCS12");
    }

    /** Adds a user, or gives one another password; connections that are open stay open. */
    public void addUser(String user, String password) {
        passwords.put(user, password);
        var info = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
        ask(
                admin -> {
                    admin.alterUserScramCredentials(
                                    List.of(new UserScramCredentialUpsertion(user, info, password)))
                            .all()
                            .get();
                    await(() -> knows(admin, user));
                });
    }

    /** Takes a user away, who cannot connect any more; {@link #addUser} brings one back. */
    public void removeUser(String user) {
        ask(
                admin -> {
                    admin.alterUserScramCredentials(
                                    List.of(
                                            new UserScramCredentialDeletion(
                                                    user, ScramMechanism.SCRAM_SHA_512)))
                            .all()
                            .get();
                    await(() -> !knows(admin, user));
                });
    }

    public void stop() {
        broker.stop();
    }

    /** Ends all connections, and starts again: the same port, the same data. */
    public void restart() {
        broker.stop();
        broker.restart();
    }

    /** The same with another certificate from then on. */
    public void restart(Path keyStore) {
        broker.stop();
        broker.restart(Map.of("ssl.keystore.location", keyStore.toString()));
    }

    @Override
    public void close() {
        broker.close();
    }

    /** Waits for what the broker hears of from its controller. */
    static void await(Callable<Boolean> condition) throws Exception {
        var giveUp = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            if (Instant.now().isAfter(giveUp)) {
                throw new IllegalStateException("the broker did not hear of it");
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }

    private void ask(Question question) {
        try (var admin = Admin.create(new HashMap<String, Object>(admin()))) {
            question.ask(admin);
        } catch (Exception e) {
            throw new IllegalStateException("the secured broker refuses its own admin", e);
        }
    }

    private static boolean knows(Admin admin, String user)
            throws ExecutionException, InterruptedException {
        return admin.describeUserScramCredentials().all().get().containsKey(user);
    }

    /** Brokers and controllers speak among themselves on listeners of their own. */
    private static Map<String, String> settings(int port, Path keyStore) {
        int internal = FreePorts.next();
        int controller = FreePorts.next();
        var plain =
                "org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " username=\"broker\" password=\"brokers\" user_broker=\"brokers\";";
        var settings = new HashMap<String, String>();
        settings.put(
                "listeners",
                "CLIENTS://127.0.0.1:%d,INTERNAL://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(port, internal, controller));
        settings.put(
                "advertised.listeners",
                "CLIENTS://127.0.0.1:%d,INTERNAL://127.0.0.1:%d".formatted(port, internal));
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        settings.put(
                "listener.security.protocol.map",
                "CLIENTS:SASL_SSL,INTERNAL:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
        settings.put("inter.broker.listener.name", "INTERNAL");
        settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        settings.put("sasl.mechanism.controller.protocol", "PLAIN");
        for (var listener : List.of("internal", "controller")) {
            settings.put("listener.name." + listener + ".sasl.enabled.mechanisms", "PLAIN");
            settings.put("listener.name." + listener + ".plain.sasl.jaas.config", plain);
        }
        settings.put("listener.name.clients.sasl.enabled.mechanisms", MECHANISM);
        settings.put(
                "listener.name.clients.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("ssl.keystore.location", keyStore.toString());
        settings.put("ssl.keystore.password", Certificates.PASSWORD);
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("allow.everyone.if.no.acl.found", "false");
        settings.put("super.users", "User:broker;User:" + ADMIN);
        return settings;
    }

    @FunctionalInterface
    private interface Question {
        void ask(Admin admin) throws Exception;
    }
}
