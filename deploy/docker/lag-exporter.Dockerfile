# The lag exporter, made of its distribution alone: mvn verify
# docker build -f deploy/docker/lag-exporter.Dockerfile -t groundstream/lag-exporter:0.1.0-SNAPSHOT .
# glibc and libstdc++, and no shell; another base, or a digest: --build-arg BASE=…
ARG BASE=gcr.io/distroless/cc-debian12:nonroot
ARG VERSION=0.1.0-SNAPSHOT

FROM scratch AS unpacked
ARG VERSION
# ADD unpacks it
ADD deploy/distribution/target/groundstream-lag-exporter-${VERSION}.tar.gz /
WORKDIR /empty

FROM ${BASE}
ARG VERSION
LABEL org.opencontainers.image.title="groundstream/lag-exporter" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=unpacked /groundstream-lag-exporter-${VERSION} /opt/groundstream/lag-exporter
# the only folder to write to, beside /tmp: a volume takes its owner from here
COPY --from=unpacked --chown=10001:10001 /empty /var/lib/groundstream
USER 10001:10001
WORKDIR /var/lib/groundstream
EXPOSE 8092
HEALTHCHECK --interval=15s --timeout=10s --start-period=30s --retries=4 \
  CMD ["/opt/groundstream/lag-exporter/runtime/bin/java", "-Xmx32m", "-XX:+UseSerialGC", "-cp", "/opt/groundstream/lag-exporter/lib/*", "io.groundstream.schemas.service.ProbeMain", "http://127.0.0.1:8092/health/ready"]
ENTRYPOINT ["/opt/groundstream/lag-exporter/runtime/bin/java", "@/opt/groundstream/lag-exporter/config/jvm.options", "-cp", "/opt/groundstream/lag-exporter/lib/*", "io.groundstream.lag.LagExporterMain", "--config", "/opt/groundstream/lag-exporter/config/lag-exporter.properties"]
