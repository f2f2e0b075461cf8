package io.groundstream.backing;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Allows services what docs/security.md says that they need, and takes it from them again. */
public final class Acls {
    private Acls() {}

    /**
     * Allows the service its lines, as they stand in the docs.
     *
     * @param admin client settings of someone who may
     * @param service its heading there and its user, such as {@code topology}
     * @param prefix of topics
     */
    public static void apply(Map<String, String> admin, String service, String prefix) {
        allow(admin, of(service, prefix));
    }

    /** What the docs allow a service, a line after the other. */
    public static List<AclBinding> of(String service, String prefix) {
        return AclCommands.lines(service, prefix).stream()
                .flatMap(line -> AclCommands.bindings(line).stream())
                .toList();
    }

    /** Returns when the broker knows. */
    public static void allow(Map<String, String> admin, List<AclBinding> bindings) {
        ask(
                admin,
                asked -> {
                    asked.createAcls(bindings).all().get();
                    SecuredBroker.await(() -> inForce(asked).containsAll(bindings));
                });
    }

    /** Likewise. */
    public static void revoke(Map<String, String> admin, List<AclBinding> bindings) {
        ask(
                admin,
                asked -> {
                    var filters = bindings.stream().map(AclBinding::toFilter).toList();
                    asked.deleteAcls(filters).all().get();
                    SecuredBroker.await(
                            () -> inForce(asked).stream().noneMatch(bindings::contains));
                });
    }

    private static List<AclBinding> inForce(Admin admin) throws Exception {
        return List.copyOf(admin.describeAcls(AclBindingFilter.ANY).values().get());
    }

    private static void ask(Map<String, String> settings, Question question) {
        try (var admin = Admin.create(new HashMap<String, Object>(settings))) {
            question.ask(admin);
        } catch (Exception e) {
            throw new IllegalStateException("access rules cannot be changed", e);
        }
    }

    @FunctionalInterface
    private interface Question {
        void ask(Admin admin) throws Exception;
    }
}
