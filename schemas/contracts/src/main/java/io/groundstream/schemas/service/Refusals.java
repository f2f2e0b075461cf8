package io.groundstream.schemas.service;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;

import javax.net.ssl.SSLException;

/**
 * Why somebody will have nothing to do with us, as one line that names who and says what to do.
 * Never shows what was configured.
 *
 * @param who refuses
 * @param trust the setting that names the authorities that we believe
 * @param credentials the settings that say who we are
 * @param protocol the setting that chooses TLS
 */
public record Refusals(String who, String trust, String credentials, String protocol) {
    private static final String RULES =
            "docs/security.md lists what each service needs, as kafka-acls commands";

    public static Refusals ofCluster(String bootstrapServers) {
        return new Refusals(
                "the cluster at " + bootstrapServers,
                "kafka.ssl.truststore.location",
                "kafka.sasl.mechanism and kafka.sasl.jaas.config",
                "kafka.security.protocol");
    }

    public static Refusals ofRegistry(String urls) {
        return new Refusals(
                "the registry at " + urls,
                "registry.schema.registry.ssl.truststore.location",
                "registry.basic.auth.credentials.source and registry.basic.auth.user.info",
                "registry.url");
    }

    /** What was refused, and what mends it; read one after the other they are the line. */
    public record Refusal(String fault, String remedy) {
        public String words() {
            return fault + ": " + remedy;
        }
    }

    /** The line; empty if nobody has refused anything, but something else went wrong. */
    public Optional<String> words(Throwable failure) {
        return refusal(failure).map(Refusal::words);
    }

    /** The same in its two parts. */
    public Optional<Refusal> refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var refusal =
                    switch (cause) {
                        case SslAuthenticationException tls -> tls(tls);
                        case SSLException tls -> tls(tls);
                        case AuthenticationException e -> unknown(String.valueOf(e.getMessage()));
                        case AuthorizationException e -> forbidden(what(e));
                        default -> null;
                    };
            if (refusal != null) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    /** Who we are, or our password, is not right. */
    public Refusal unknown(String answer) {
        return new Refusal(
                "%s refuses our name or password (%s)".formatted(who, answer),
                "mend " + credentials);
    }

    /** Something that we need is not allowed. */
    public Refusal forbidden(String what) {
        return new Refusal("%s does not allow this user %s".formatted(who, what), RULES);
    }

    private static String what(AuthorizationException refusal) {
        return switch (refusal) {
            case TopicAuthorizationException e ->
                    e.unauthorizedTopics().isEmpty()
                            ? "a topic"
                            : "topic " + String.join(", ", e.unauthorizedTopics());
            case GroupAuthorizationException e ->
                    e.groupId() == null ? "a group" : "group " + e.groupId();
            case TransactionalIdAuthorizationException _ -> "its transactional id";
            case ClusterAuthorizationException _ -> "what it asks of the cluster as a whole";
            default -> "something (" + refusal.getMessage() + ")";
        };
    }

    private Refusal tls(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case CertificateExpiredException _ -> {
                    return certificate("has expired", "have it renewed there");
                }
                case CertificateNotYetValidException _ -> {
                    return certificate("is not valid yet", "compare the clocks");
                }
                case CertPathBuilderException _ -> {
                    return certificate(
                            "is signed by an authority that we do not trust",
                            "put that authority into " + trust);
                }
                default -> root = cause;
            }
        }
        var words = String.valueOf(root.getMessage());
        if (words.contains("subject alternative") || words.contains("No name matching")) {
            return certificate("is for another name", "use one of its names (" + words + ")");
        }
        if (words.contains("Unsupported or unrecognized SSL message")) {
            return new Refusal(who + " does not speak TLS there", "mend " + protocol);
        }
        return new Refusal(
                "no TLS with %s (%s)".formatted(who, words),
                "mend %s or the certificates".formatted(protocol));
    }

    private Refusal certificate(String fault, String remedy) {
        return new Refusal("the certificate of %s %s".formatted(who, fault), remedy);
    }
}
