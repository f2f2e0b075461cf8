package io.groundstream.console.stand;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A multipart form, as a browser sends it. */
public final class Form {
    private static final String BOUNDARY = "----------------0123456789abcdef";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    public Form text(String name, String value) {
        return part("name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
    }

    public Form file(String name, byte[] bytes) {
        return part(
                "name=\"%s\"; filename=\"<img onerror=alert(1)>.png\"\r\nContent-Type: image/png"
                        .formatted(name),
                bytes);
    }

    String type() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    byte[] bytes() {
        var all = new ByteArrayOutputStream();
        all.writeBytes(body.toByteArray());
        all.writeBytes(ascii("--" + BOUNDARY + "--\r\n"));
        return all.toByteArray();
    }

    private Form part(String disposition, byte[] bytes) {
        body.writeBytes(
                ascii(
                        "--%s\r\nContent-Disposition: form-data; %s\r\n\r\n"
                                .formatted(BOUNDARY, disposition)));
        body.writeBytes(bytes);
        body.writeBytes(ascii("\r\n"));
        return this;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
