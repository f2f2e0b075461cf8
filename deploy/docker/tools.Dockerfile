# The command line for operators, made of its distribution alone: mvn verify
# docker build -f deploy/docker/tools.Dockerfile -t groundstream/tools:0.1.0-SNAPSHOT .
# glibc and libstdc++, and no shell; another base, or a digest: --build-arg BASE=…
ARG BASE=gcr.io/distroless/cc-debian12:nonroot
ARG VERSION=0.1.0-SNAPSHOT

FROM scratch AS unpacked
ARG VERSION
# ADD unpacks it
ADD deploy/distribution/target/groundstream-tools-${VERSION}.tar.gz /
WORKDIR /empty

FROM ${BASE}
ARG VERSION
LABEL org.opencontainers.image.title="groundstream/tools" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=unpacked /groundstream-tools-${VERSION} /opt/groundstream/tools
# the only folder to write to, beside /tmp: a volume takes its owner from here
COPY --from=unpacked --chown=10001:10001 /empty /var/lib/groundstream
USER 10001:10001
WORKDIR /var/lib/groundstream
ENTRYPOINT ["/opt/groundstream/tools/runtime/bin/java", "@/opt/groundstream/tools/config/jvm.options", "-cp", "/opt/groundstream/tools/lib/*", "io.groundstream.local.Groundstream"]
