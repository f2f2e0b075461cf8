package io.groundstream.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fabric8.kubernetes.api.model.Secret;
import io.groundstream.backing.Acls;
import io.groundstream.backing.Certificates;
import io.groundstream.backing.SecuredBroker;
import io.groundstream.backing.SecuredRegistry;
import io.groundstream.schemas.catalog.Catalog;
import io.groundstream.schemas.catalog.CatalogSettings;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.service.Settings;

import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * With what the pods are given, and the rights that are documented, the admin step prepares a
 * cluster that lets nobody in by default, and each service gets in.
 */
final class PodsGetInIT {
    private static final String PASSWORD = "a-password-of-this-test";

    @TempDir private Path folder;

    @Test
    void theAdminStepAndTheServicesGetInWithWhatTheirPodsAreGiven() throws Exception {
        try (var broker = SecuredBroker.start(folder("broker"));
                var registry = SecuredRegistry.start(folder("registry"), "prepare", PASSWORD)) {
            var authorities = authorities(broker.certificates(), registry.certificates());
            for (var pod : pods()) {
                broker.addUser(pod.user(), PASSWORD);
                Acls.apply(broker.admin(), pod.user(), "");
                var settings = pod.settings(broker, registry, authorities);
                if (pod.user().equals("prepare")) {
                    prepare(settings);
                } else {
                    assertThatCode(() -> connect(settings))
                            .as(pod.user())
                            .doesNotThrowAnyException();
                }
            }
        }
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    private static void prepare(Settings settings) throws Exception {
        var kafka = new HashMap<String, Object>(settings.under("kafka."));
        var url = settings.required("registry.url");
        try (var registry = Registry.connect(url, settings.under("registry."))) {
            Catalog.prepare(kafka, registry, new Topics(""), CatalogSettings.SINGLE_BROKER);
            assertThat(registry.subjects()).isNotEmpty();
        }
    }

    private static void connect(Settings settings) throws Exception {
        try (var admin = Admin.create(new HashMap<String, Object>(settings.under("kafka.")))) {
            assertThat(admin.listTopics().names().get()).isNotEmpty();
        }
    }

    /** The admin step's first. */
    private static List<Pod> pods() {
        return Stream.of("prepare", "overlays/cpu")
                .map(kustomization -> Installation.of(Repository.MANIFESTS, kustomization))
                .flatMap(
                        installation ->
                                installation.workloads().stream()
                                        .map(workload -> new Pod(installation, workload)))
                .toList();
    }

    private record Pod(Installation installation, Workload workload) {
        String user() {
            return workload.service();
        }

        /** What its environment would be, but for addresses, the password and the file's place. */
        Settings settings(SecuredBroker broker, SecuredRegistry registry, Path authorities) {
            var all = new HashMap<String, String>();
            for (var from : workload.container().getEnvFrom()) {
                all.putAll(installation.configMap(from.getConfigMapRef().getName()));
            }
            for (var variable : workload.container().getEnv()) {
                if (variable.getValueFrom().getSecretKeyRef() != null) {
                    var key = variable.getValueFrom().getSecretKeyRef();
                    all.put(variable.getName(), secret(key.getName()).get(key.getKey()));
                }
            }
            all.replaceAll((_, value) -> value.replace("CHANGE", PASSWORD));
            all.replaceAll((_, value) -> value.replace(mounted(), authorities.toString()));
            all.put("GROUNDSTREAM_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
            all.replace("GROUNDSTREAM_REGISTRY_URL", registry.url());
            return Settings.load(null, all);
        }

        private Map<String, String> secret(String name) {
            return installation.secrets().stream()
                    .filter(secret -> secret.getMetadata().getName().equals(name))
                    .map(Secret::getStringData)
                    .findFirst()
                    .orElseThrow();
        }

        private String mounted() {
            return workload.container().getVolumeMounts().stream()
                    .filter(mount -> mount.getName().equals("ca"))
                    .map(mount -> mount.getMountPath() + "/ca.crt")
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** One file with both certificates, as the Secret has it. */
    private Path authorities(Certificates... all) throws Exception {
        var lines = new ArrayList<String>();
        for (var certificates : all) {
            var store =
                    KeyStore.getInstance(
                            certificates.trustStore().toFile(),
                            Certificates.PASSWORD.toCharArray());
            var encoded = store.getCertificate(store.aliases().nextElement()).getEncoded();
            lines.add("-----BEGIN CERTIFICATE-----");
            lines.add(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded));
            lines.add("-----END CERTIFICATE-----");
        }
        return Files.write(folder.resolve("ca.crt"), lines);
    }
}
