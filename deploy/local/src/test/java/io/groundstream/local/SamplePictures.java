package io.groundstream.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The model-runner's sample pictures of every format, all of which are let in. */
final class SamplePictures {
    private static final Path FOLDER =
            Path.of("../../model-runner/worker/src/test/resources/pictures/formats");

    private final SortedMap<String, byte[]> pictures = new TreeMap<>();

    SamplePictures() throws IOException {
        try (var files = Files.list(FOLDER)) {
            for (var file : files.filter(file -> !file.toString().endsWith(".rgb")).toList()) {
                pictures.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
    }

    byte[] named(String name) {
        return Objects.requireNonNull(pictures.get(name), name);
    }

    /** All of one format, by the end of their names. */
    List<byte[]> of(String format) {
        return pictures.entrySet().stream()
                .filter(picture -> picture.getKey().endsWith("." + format))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The picture of this number, over and over again. */
    byte[] number(int number) {
        return List.copyOf(pictures.values()).get(number % pictures.size());
    }
}
