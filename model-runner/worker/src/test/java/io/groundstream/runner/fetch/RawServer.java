package io.groundstream.runner.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on the loopback address that says what a test wants, well-formed or not. It counts
 * connections, and keeps the first line and the headers of each request.
 */
final class RawServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Script script;
    final AtomicInteger connections = new AtomicInteger();
    final List<List<String>> requests = Collections.synchronizedList(new ArrayList<>());

    private RawServer(ServerSocket socket, Script script) {
        this.socket = socket;
        this.script = script;
    }

    /** What to do with a connection after its request was read. */
    @FunctionalInterface
    interface Script {
        void answer(int request, Socket socket) throws IOException;
    }

    static RawServer start(Script script) throws IOException {
        var server =
                new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
        Thread.ofVirtual().start(server::accept);
        return server;
    }

    /** Counts, and closes. */
    static RawServer canary() throws IOException {
        return start((_, _) -> {});
    }

    /** The n-th request gets the n-th answer; the last one stays. */
    static RawServer saying(String... answers) throws IOException {
        return start((i, socket) -> say(socket, answers[Math.min(i, answers.length - 1)]));
    }

    static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Until the other side hangs up. */
    static void awaitEnd(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // whatever it still says
        }
    }

    /** The same, for a moment; false if it hung up. */
    static boolean waitShortly(Socket socket) throws IOException {
        socket.setSoTimeout(5);
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException _) {
            return true;
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var accepted = socket.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(accepted));
            } catch (IOException _) {
                // closed, or the next one
            }
        }
    }

    private void serve(Socket accepted) {
        try (accepted) {
            var reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    accepted.getInputStream(), StandardCharsets.ISO_8859_1));
            var lines = new ArrayList<String>();
            for (var line = reader.readLine();
                    line != null && !line.isEmpty();
                    line = reader.readLine()) {
                lines.add(line);
            }
            if (lines.isEmpty()) {
                return;
            }
            int number;
            synchronized (requests) {
                number = requests.size();
                requests.add(lines);
            }
            script.answer(number, accepted);
        } catch (IOException _) {
            // the client hung up
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
