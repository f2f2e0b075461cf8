package io.groundstream.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A reader of server-sent events with a small buffer, who reads only when told to. */
final class Watching implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Socket socket = new Socket();
    private final BufferedReader reader;
    private final int status;

    /** An event; its id is empty if it has none. */
    record Event(String name, String id, JsonNode data) {}

    Watching(int port, String path, String... headers) throws IOException {
        socket.setReceiveBufferSize(8 << 10);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress("localhost", port));
        var more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        var request = "GET " + path + " HTTP/1.0\r\nHost: localhost\r\n" + more + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        this.reader =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        this.status = Integer.parseInt(reader.readLine().split(" ")[1]);
    }

    int status() {
        return status;
    }

    /** Reads up to the greeting, after which nothing that happens is missed. */
    Watching greeted() throws IOException {
        while (!line().equals(":")) {
            // headers
        }
        return this;
    }

    Event next() throws IOException {
        var name = "";
        var id = "";
        while (true) {
            var line = line();
            if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: ")) {
                return new Event(name, id, JSON.readTree(line.substring(6)));
            }
        }
    }

    private String line() throws IOException {
        var line = reader.readLine();
        if (line == null) {
            throw new IOException("the server has gone");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
