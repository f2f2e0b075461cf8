# The model-runner on NVIDIA GPUs, made of its distribution alone: mvn clean verify -Pgpu -DskipTests -DskipITs
# docker build -f deploy/docker/runner-gpu.Dockerfile -t groundstream/runner-gpu:0.1.0-SNAPSHOT .
# CUDA 12 and cuDNN 9 as ONNX Runtime's provider loads them; another base, or a digest: --build-arg BASE=…
ARG BASE=nvidia/cuda:12.9.1-cudnn-runtime-ubuntu24.04
ARG VERSION=0.1.0-SNAPSHOT

FROM scratch AS unpacked
ARG VERSION
# ADD unpacks it
ADD deploy/distribution/target/groundstream-runner-gpu-${VERSION}.tar.gz /
WORKDIR /empty

FROM ${BASE}
ARG VERSION
LABEL org.opencontainers.image.title="groundstream/runner-gpu" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=unpacked /groundstream-runner-gpu-${VERSION} /opt/groundstream/runner
# the only folder to write to, beside /tmp: a volume takes its owner from here
COPY --from=unpacked --chown=10001:10001 /empty /var/lib/groundstream
USER 10001:10001
WORKDIR /var/lib/groundstream
EXPOSE 8090
HEALTHCHECK --interval=15s --timeout=10s --start-period=120s --retries=4 \
  CMD ["/opt/groundstream/runner/runtime/bin/java", "-Xmx32m", "-XX:+UseSerialGC", "-cp", "/opt/groundstream/runner/lib/*", "io.groundstream.schemas.service.ProbeMain", "http://127.0.0.1:8090/health/ready"]
ENTRYPOINT ["/opt/groundstream/runner/runtime/bin/java", "@/opt/groundstream/runner/config/jvm.options", "-cp", "/opt/groundstream/runner/lib/*", "io.groundstream.runner.service.RunnerMain", "--config", "/opt/groundstream/runner/config/runner.properties"]
