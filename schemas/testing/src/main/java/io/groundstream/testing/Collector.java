package io.groundstream.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Takes spans over HTTP, as a collector that speaks OTLP does, and keeps them. */
public final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final List<Seen> spans = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    /**
     * A span that has come.
     *
     * @param parent empty if it is the first of its trace
     * @param start in nanoseconds since 1970
     * @param end likewise
     * @param links trace and span, with a hyphen between them
     * @param fault empty if all was well
     */
    public record Seen(
            String service,
            String traceId,
            String spanId,
            String parent,
            String name,
            long start,
            long end,
            Map<String, String> attributes,
            List<String> links,
            String fault) {}

    private Collector(HttpServer server) {
        this.server = server;
    }

    /** On any free port of loopback. */
    public static Collector start() {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var collector = new Collector(server);
            server.createContext("/v1/traces", collector::take);
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For {@code traces.endpoint}. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What it answers from now on. */
    public void answer(int status) {
        this.status = status;
    }

    /** All that has come. */
    public List<Seen> spans() {
        return List.copyOf(spans);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean isPacked =
                    "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            var body = exchange.getRequestBody();
            var bytes = isPacked ? new GZIPInputStream(body).readAllBytes() : body.readAllBytes();
            if (status == 200) {
                for (var resource : Protobuf.of(bytes).messages(1)) {
                    var service =
                            resource.messages(1).stream()
                                    .map(Collector::attributes)
                                    .map(of -> of.getOrDefault("service.name", ""))
                                    .findFirst()
                                    .orElse("");
                    resource.messages(2).stream()
                            .flatMap(scope -> scope.messages(2).stream())
                            .forEach(span -> spans.add(seen(service, span)));
                }
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private static Seen seen(String service, Protobuf span) {
        var links = new ArrayList<String>();
        for (var link : span.messages(13)) {
            links.add(hex(link.bytes(1)) + "-" + hex(link.bytes(2)));
        }
        var status = span.messages(15);
        boolean isFault = !status.isEmpty() && status.getFirst().number(3) == 2;
        return new Seen(
                service,
                hex(span.bytes(1)),
                hex(span.bytes(2)),
                hex(span.bytes(4)),
                text(span.bytes(5)),
                span.number(7),
                span.number(8),
                attributes(span, 9),
                links,
                isFault ? text(status.getFirst().bytes(2)) : "");
    }

    private static Map<String, String> attributes(Protobuf resource) {
        return attributes(resource, 1);
    }

    private static Map<String, String> attributes(Protobuf of, int field) {
        var attributes = new TreeMap<String, String>();
        for (var pair : of.messages(field)) {
            var value = pair.messages(2).getFirst();
            var text = text(value.bytes(1));
            attributes.put(
                    text(pair.bytes(1)), text.isEmpty() ? Long.toString(value.number(3)) : text);
        }
        return attributes;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
