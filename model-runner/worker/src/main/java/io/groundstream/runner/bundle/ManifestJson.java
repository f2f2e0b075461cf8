package io.groundstream.runner.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Manifests as JSON: one form for one content, so that it can be digested. */
final class ManifestJson {
    static final String FILE = "model.json";

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build();

    private ManifestJson() {}

    static byte[] write(Manifest manifest) {
        try {
            String text = JSON.writeValueAsString(manifest).replace(System.lineSeparator(), "\n");
            return (text + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Manifest read(byte[] json) throws JsonProcessingException {
        return JSON.readValue(new String(json, StandardCharsets.UTF_8), Manifest.class);
    }

    /** The revision that a manifest of this content must carry. */
    static String revision(Manifest manifest) {
        return Digests.sha256(write(manifest.with("", manifest.files())));
    }

    static Path in(Path directory) {
        return directory.resolve(FILE);
    }
}
