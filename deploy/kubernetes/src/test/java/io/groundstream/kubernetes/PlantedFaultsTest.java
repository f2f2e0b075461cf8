package io.groundstream.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;

/** Each check of the manifests finds what it is there for. */
final class PlantedFaultsTest {
    @TempDir private Path temporary;
    private Path folder;
    private Copy copy;

    @BeforeEach
    void copy() {
        copy = Copy.ofManifests(temporary);
        folder = copy.folder();
    }

    @Test
    void aCopyIsSoundAndSoAreTheComponents() {
        assertThat(Check.faults(folder, Copy.ALL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # what is not in the API, or of another type
                    base/runner.yaml | readOnlyRootFilesystem | readonlyRootFilesystem | readonlyRootFilesystem
                    base/topology.yaml | port: "8091" | port: 8091 | Integer
                    base/scaling.yaml | minReplicaCount | minReplicas | minReplicas
                    components/pod-monitors/pod-monitors.yaml | interval | intervall | intervall
                    base/runner.yaml | kind: Deployment | kind: Deploiment | unknown kind
                    base/runner.yaml | serviceAccountName: | automountServiceAccountToken: | duplicate key
                    # kustomizations
                    base/kustomization.yaml | - console.yaml | - consol.yaml | no file consol.yaml
                    base/kustomization.yaml | - ../cluster | - ../cluster/network.yaml | no file ../cluster/network.yaml
                    base/kustomization.yaml | files: | file: | "file"
                    overlays/cpu/kustomization.yaml | groundstream/runner | groundstream/runners | nothing uses the image
                    # what pods may do
                    base/runner.yaml | - ALL | - NET_RAW | capabilities.drop
                    base/runner.yaml | enableServiceLinks: false | enableServiceLinks: true | enableServiceLinks
                    base/console.yaml | runAsNonRoot: true | runAsNonRoot: false | runAsNonRoot
                    base/console.yaml | sizeLimit: 4Gi | medium: "" | no sizeLimit
                    base/lag-exporter.yaml | memory: 384Mi | memory: 256Mi | requested memory
                    base/lag-exporter.yaml | mountPath: /tmp | mountPath: /temp | has no /tmp
                    cluster/namespace.yaml | enforce: restricted | enforce: baseline | Pod Security
                    # what is referred to
                    base/runner.yaml | key: registry.user-info | key: registry.userinfo | has no registry.userinfo
                    base/runner.yaml | serviceAccountName: groundstream-runner | serviceAccountName: runner | no ServiceAccount runner
                    base/topology.yaml | volumeClaimTemplates: | volumeClaims: | volumeClaims
                    base/topology.yaml | subPath: topology.properties | subPath: config.properties | mounts no topology.properties
                    base/console.yaml | secretName: groundstream-ca | secretName: ca | has no ca
                    base/console.yaml | name: index | name: indices | no volume indices
                    secrets.example.yaml | username="runner" | username="worker" | gives the user worker no rights
                    # selectors
                    base/topology.yaml | serviceName: groundstream-topology | serviceName: topology | no Service topology
                    components/pod-monitors/pod-monitors.yaml | part-of: groundstream | part-of: ours | monitor groundstream selects no pod
                    cluster/network.yaml | name: lag-exporter | name: exporter | policy to-lag-exporter selects no pod
                    # ports, probes and the time to end
                    base/console.yaml | containerPort: 8080 | containerPort: 8081 | containerPort must be 8080
                    base/console.properties | http.port=8080 | http.port=8081 | http.port must be 8080
                    base/console.yaml | targetPort: http | targetPort: web | targetPort
                    base/runner.yaml | path: /health/live | path: /health/alive | startup probe's path
                    components/pod-monitors/pod-monitors.yaml | path: /metrics | path: /metric | no /metric
                    base/runner.properties | drain-timeout=25s | drain-timeout=60s | terminationGracePeriodSeconds must be 65
                    base/topology.yaml | GracePeriodSeconds: 50 | GracePeriodSeconds: 20 | terminationGracePeriodSeconds must be 25
                    base/topology.yaml | replicas: 2 | replicas: 3 | pipeline.metrics
                    # configuration
                    base/runner.properties | runner.drain-timeout | runner.drain-time | unknown key runner.drain-time
                    base/console.properties | index.dir | index.folder | index.dir is required
                    base/topology.properties | standby.replicas | standbys | no client of Kafka knows
                    cluster/broker.env | SASL_MECHANISM | SASL_MECANISM | no client of Kafka knows
                    cluster/registry.env | BASIC_AUTH_CREDENTIALS | BASIC_AUTHENTICATION | registry's client knows no
                    base/topology.properties | state.memory-mib=512 | state.memory-mib=2048 | leaves
                    # the network
                    cluster/network.yaml | port: 9093 | port: 9092 | ports that are let out
                    cluster/network.yaml | port: 8092 | port: 8093 | ports that are let in
                    cluster/network.yaml | podSelector: {} | podSelector: {matchLabels: {a: b}} | no policy denies all
                    cluster/broker.env | cluster.local:9093 | cluster.local:9094 | ports that are let out
                    overlays/cpu/kustomization.yaml | namespace: groundstream | nameSuffix: groundstream | nameSuffix
                    # scaling and state
                    base/scaling.yaml | share_group_lag | share_lag | no metric groundstream_share_lag
                    base/scaling.yaml | model-runners | runners | must ask for the group model-runners
                    base/scaling.yaml | threshold: | treshold: | no such keys
                    base/runner.yaml | revisionHistoryLimit: 5 | replicas: 3 | replicas beside a ScaledObject
                    base/topology.properties | replicas=1 | replicas=2 | replicas must be above
                    base/topology.properties | state.dir=/var/lib/groundstream | state.dir=/tmp | on no volume that outlives a pod
                    # images
                    overlays/cpu/kustomization.yaml | newTag: 0.1.0 | newTag: 0.0.9 | the image's tag
                    overlays/cpu/kustomization.yaml | newTag: | newName: groundstream/topologie\\n    newTag: | no Dockerfile makes
                    """)
    void aFaultIsFound(String file, String before, String after, String told) {
        copy.plant(file, before, after.replace("\\n", "\n"));

        assertThat(Check.faults(folder, Copy.ALL))
                .anySatisfy(fault -> assertThat(fault).contains(told));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    overlays/gpu/runner.yaml | name: groundstream-runner | name: runner | a patch has no target: Deployment runner
                    overlays/gpu/runner.yaml | claimName: groundstream-model | claimName: model | no claim model
                    overlays/gpu/runner.yaml | nvidia.com/gpu: "1" | nvidia.com/gpus: "1" | nvidia.com/gpu
                    overlays/gpu/runner.properties | provider=cuda | provider=gpu | model.provider must be
                    overlays/gpu/kustomization.yaml | namespace: groundstream | namespace: default | namespace
                    overlays/gpu/kustomization.yaml | newName: groundstream/runner-gpu | newName: groundstream/runner | runner-gpu
                    overlays/gpu/kustomization.yaml | runner-gpu | runner-cuda | no Dockerfile makes
                    """)
    void aFaultOfTheGpusOverlayIsFound(String file, String before, String after, String told) {
        copy.plant(file, before, after);

        assertThat(Check.faults(folder, "overlays/gpu"))
                .anySatisfy(fault -> assertThat(fault).contains(told));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    prepare/prepare.yaml | --partitions | --partition-count | Unknown option
                    prepare/prepare.yaml | - prepare | - prepares | the command must be prepare
                    prepare/prepare.yaml | - configMapRef | - configMapReference | configMapReference
                    cluster/registry.env | REGISTRY_URL | REGISTRY_ADDRESS | registry.url is required
                    """)
    void aFaultOfTheAdminStepIsFound(String file, String before, String after, String told) {
        copy.plant(file, before, after);

        assertThat(Check.faults(folder, "prepare"))
                .anySatisfy(fault -> assertThat(fault).contains(told));
    }
}
