package io.groundstream.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;

/** Each check of the compose files finds what it is there for. */
final class PlantedComposeFaultsTest {
    private static final List<String> FILES =
            List.of("docker", "connect/opensearch-sink.json", "prometheus", "grafana");

    @TempDir private Path folder;
    private Copy copy;

    @BeforeEach
    void copy() {
        copy = Copy.of(Repository.ROOT.resolve("deploy"), FILES, folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # what is not in the specification, or of another type
                    compose.yaml | depends_on: | depends-on: | depends-on
                    compose.yaml | KAFKA_NODE_ID: "1" | KAFKA_NODE_ID: 1 | Integer
                    compose.gpu.yaml | reservations: | reservation: | reservation
                    # variables
                    compose.yaml | ${KAFKA_PORT}:9092 | ${BROKER_PORT}:9092 | .env has no BROKER_PORT
                    .env | PARTITIONS=6 | PARTS=6 | .env has no PARTITIONS
                    .env | PARTITIONS=6 | PARTITIONS=6\\nPARTS=6 | variables of .env in use
                    .env | CONSOLE_TOKEN= | CONSOLE_TOKEN=changeme-changeme | the secret CONSOLE_TOKEN
                    .env | BIND_ADDRESS=127.0.0.1 | BIND_ADDRESS=0.0.0.0 | BIND_ADDRESS must be 127.0.0.1
                    # safety
                    compose.yaml | "${BIND_ADDRESS}:${KAFKA_PORT}:9092" | "${KAFKA_PORT}:9092" | not bound to BIND_ADDRESS
                    compose.yaml | user: "10001:10001" | user: "0:0" | user must be
                    compose.yaml | read_only: true | read_only: false | read_only
                    compose.yaml | - no-new-privileges:true | - seccomp:unconfined | security_opt
                    compose.yaml | rw,exec,nosuid | rw,noexec,nosuid | native libraries
                    compose.yaml | pids: 1000 | pids: | no limit
                    compose.yaml | ../connect:/connect:ro | ../connect:/connect | may write to ../connect
                    # what is referred to
                    compose.yaml | kafka-data:/var | kafka:/var | no volume kafka
                    compose.yaml | condition: service_healthy | condition: service_well | no condition
                    compose.yaml | condition: service_completed_successfully | condition: service_healthy | waits for
                    compose.yaml | - console-token | - token | no secret token
                    compose.yaml | ../grafana/dashboards | ../grafana/boards | no such folder
                    compose.yaml | tools.Dockerfile | tool.Dockerfile | prepare: build
                    compose.yaml | groundstream/tools | groundstream/tool | no Dockerfile makes
                    # the services' own configuration
                    compose.yaml | GROUNDSTREAM_INDEX_DIR | GROUNDSTREAM_INDEX_FOLDER | index.dir is required
                    compose.yaml | STATE_MEMORY__MIB | STATE_MEMORY_MIB | unknown key state.memory.mib
                    compose.yaml | HTTP_PORT: "8091" | HTTP_PORT: "8092" | http.port must be 8091
                    compose.yaml | 8091/health/ready | 8091/health/readiness | healthcheck
                    compose.yaml | DRAIN__TIMEOUT: 25s | DRAIN__TIMEOUT: 45s | stop_grace_period must be 50s
                    compose.yaml | "--partitions" | "--partition-count" | Unknown option
                    compose.gpu.yaml | PROVIDER: cuda | PROVIDER: gpu | model.provider must be
                    .env | TOPOLOGY_STATE_MIB=256 | TOPOLOGY_STATE_MIB=1024 | leaves
                    compose.gpu.yaml | driver: nvidia | driver: amd | GPU
                    # the broker's own configuration
                    compose.yaml | KAFKA_NODE_ID | KAFKA_NODE_IDENTITY | no broker knows node.identity
                    compose.yaml | INTER_BROKER_LISTENER_NAME: INSIDE | INTER_BROKER_LISTENER_NAME: WITHIN | kafka:
                    .env | KAFKA_CLUSTER_ID=Z3JvdW5k | KAFKA_CLUSTER_ID=Z3Jvd | CLUSTER_ID
                    # Prometheus
                    ../prometheus/prometheus.yaml | port: 8091 | port: 8092 | no job topology asks port 8091
                    ../prometheus/prometheus.yaml | - job_name: lag-exporter | - job_name: lag | no job lag-exporter
                    ../prometheus/prometheus.yaml | console-token | token | no secret behind
                    compose.yaml | prometheus/prometheus.yaml | prometheus/prometheus.yml | is not given
                    # the connector
                    compose.yaml | s#http://127.0.0.1:9200# | s#http://localhost:9200# | opensearch-sink.json
                    """)
    void aFaultIsFound(String file, String before, String after, String told) {
        copy.plant("docker/" + file, before, after.replace("\\n", "\n"));

        assertThat(ComposeCheck.faults(folder.resolve("docker")))
                .anySatisfy(fault -> assertThat(fault).contains(told));
    }
}
