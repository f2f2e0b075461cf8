package io.groundstream.console.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP as it stands on the wire, so that a test can say what no client would. */
public record RawHttp(int port) {
    /** An answer; names of headers in lower case. */
    public record Answer(int status, Map<String, String> headers, byte[] bytes) {
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    public Answer get(String path, String... headers) throws IOException {
        return ask("GET", path, "", headers);
    }

    /** With the header that a write needs. */
    public Answer post(String path, String body, String... headers) throws IOException {
        var all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "X-Groundstream: 1";
        return ask("POST", path, body, all);
    }

    /** With a Host of loopback unless the headers have one. */
    public Answer ask(String method, String path, String body, String... headers)
            throws IOException {
        var request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        if (Arrays.stream(headers).noneMatch(header -> header.startsWith("Host:"))) {
            request.append("Host: localhost:").append(port).append("\r\n");
        }
        List.of(headers).forEach(header -> request.append(header).append("\r\n"));
        if (!body.isEmpty()) {
            request.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return send(request.append("Connection: close\r\n\r\n").append(body).toString());
    }

    /** Whatever it is; the server must close the connection. */
    public Answer send(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return parse(socket.getInputStream().readAllBytes());
        }
    }

    private static Answer parse(byte[] all) {
        int head = new String(all, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        var lines = new String(all, 0, head, StandardCharsets.ISO_8859_1).split("\r\n");
        var headers = new TreeMap<String, String>();
        for (var line : List.of(lines).subList(1, lines.length)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var body = Arrays.copyOfRange(all, head + 4, all.length);
        var chunked = headers.getOrDefault("transfer-encoding", "").equals("chunked");
        return new Answer(
                Integer.parseInt(lines[0].split(" ")[1]), headers, chunked ? joined(body) : body);
    }

    private static byte[] joined(byte[] chunks) {
        var body = new ByteArrayOutputStream();
        int at = 0;
        while (at < chunks.length) {
            int line = at;
            while (chunks[line] != '\r') {
                line++;
            }
            int size =
                    Integer.parseInt(
                            new String(chunks, at, line - at, StandardCharsets.US_ASCII), 16);
            body.write(chunks, line + 2, size);
            at = line + 2 + size + 2;
        }
        return body.toByteArray();
    }
}
