package io.groundstream.console.ask;

import io.groundstream.console.web.Problem;
import io.javalin.http.Context;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A multipart form in memory: each field once, and none that is not known. */
final class Form {
    /** For all fields but the picture. */
    static final int OVERHEAD_BYTES = 64 << 10;

    private static final String CONFIG = "org.eclipse.jetty.multipartConfig";
    private static final int MOST_TEXT_BYTES = 32 << 10;

    private final Map<String, Part> parts = new HashMap<>();

    private Form() {}

    /**
     * Reads the body.
     *
     * @throws Problem 413 if it is larger than the picture may be, 400 if it is no form
     */
    static Form of(Context request, int mostBytes, Set<String> known) throws IOException {
        if (!request.isMultipartFormData()) {
            throw bad("the body must be multipart/form-data");
        }
        long length = request.req().getContentLengthLong();
        if (length < 0) {
            throw new Problem(411, "LENGTH_REQUIRED", "the body must say its length");
        }
        if (length > (long) mostBytes + OVERHEAD_BYTES) {
            throw tooLarge(mostBytes);
        }
        int most = mostBytes + OVERHEAD_BYTES;
        // a stranger's picture never lies on the disk
        request.req().setAttribute(CONFIG, new MultipartConfigElement("", most, most, most));
        var form = new Form();
        try {
            for (var part : request.req().getParts()) {
                form.add(part, known);
            }
        } catch (ServletException | IllegalStateException e) {
            throw bad("the body is not a form");
        }
        return form;
    }

    static Problem tooLarge(int mostBytes) {
        return new Problem(413, "TOO_LARGE", "a picture has at most " + mostBytes + " bytes here");
    }

    static Problem bad(String why) {
        return new Problem(400, "BAD_REQUEST", why);
    }

    /** Empty if it is absent or blank. */
    Optional<String> text(String name) throws IOException {
        var part = parts.get(name);
        if (part == null) {
            return Optional.empty();
        }
        if (part.getSize() > MOST_TEXT_BYTES) {
            throw bad(name + " has at most " + MOST_TEXT_BYTES + " bytes");
        }
        var text = new String(read(part), StandardCharsets.UTF_8);
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    /** Empty if it is absent, or a file field in which nothing was chosen. */
    Optional<byte[]> file(String name, int mostBytes) throws IOException {
        var part = parts.get(name);
        if (part == null || part.getSize() == 0) {
            return Optional.empty();
        }
        if (part.getSize() > mostBytes) {
            throw tooLarge(mostBytes);
        }
        return Optional.of(read(part));
    }

    private void add(Part part, Set<String> known) {
        var name = part.getName();
        if (name == null || !known.contains(name)) {
            throw bad("the form may have " + known.stream().sorted().toList());
        }
        if (parts.put(name, part) != null) {
            throw bad(name + " may be given once");
        }
    }

    private static byte[] read(Part part) throws IOException {
        try (var content = part.getInputStream()) {
            return content.readAllBytes();
        }
    }
}
