package io.groundstream.runner.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model on disk. Whoever holds one knows that each file is, byte for byte, what its manifest
 * says, and that the graph has the inputs, outputs and operator sets that the runner speaks.
 */
public final class Bundle {
    private final Path directory;
    private final Manifest manifest;

    private Bundle(Path directory, Manifest manifest) {
        this.directory = directory;
        this.manifest = manifest;
    }

    /** Reads every byte of every file, once. */
    public static Bundle open(Path directory) {
        Manifest manifest = manifest(directory);
        var problems = new ArrayList<String>();
        if (!ManifestJson.revision(manifest).equals(manifest.revision())
                || !isAsWritten(directory, manifest)) {
            problems.add(ManifestJson.FILE + ": its content does not match its revision");
        }
        manifest.files().forEach((file, wanted) -> verify(directory, file, wanted, problems));
        if (problems.isEmpty()) {
            problems.addAll(GraphContract.violations(directory, manifest));
        }
        if (!problems.isEmpty()) {
            throw new BundleException(directory, problems);
        }
        return new Bundle(directory, manifest);
    }

    /**
     * Makes a directory with its graph, weights and tokenizer a bundle: digests them, fills in
     * {@code files} and {@code revision}, and writes the manifest last.
     */
    public static Bundle seal(Path directory, Manifest draft) throws IOException {
        SortedMap<String, Manifest.Digest> files = new TreeMap<>();
        for (String file : draft.files().keySet()) {
            files.put(file, Digests.of(directory.resolve(file)));
        }
        Manifest unsigned = draft.with("", files);
        Manifest manifest = unsigned.with(ManifestJson.revision(unsigned), files);
        Files.write(ManifestJson.in(directory), ManifestJson.write(manifest));
        // the digests are fresh; only the graph is still to be looked at
        List<String> problems = GraphContract.violations(directory, manifest);
        if (!problems.isEmpty()) {
            throw new BundleException(directory, problems);
        }
        return new Bundle(directory, manifest);
    }

    /** The manifest alone, without a look at the other files. */
    public static Manifest manifest(Path directory) {
        Path file = ManifestJson.in(directory);
        if (!Files.isRegularFile(file)) {
            throw new BundleException(directory, List.of(ManifestJson.FILE + " is missing"));
        }
        try {
            return ManifestJson.read(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new BundleException(
                    directory, List.of(ManifestJson.FILE + ": " + e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isAsWritten(Path directory, Manifest manifest) {
        try {
            byte[] there = Files.readAllBytes(ManifestJson.in(directory));
            return Arrays.equals(there, ManifestJson.write(manifest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void verify(
            Path directory, String file, Manifest.Digest wanted, List<String> problems) {
        Path path = directory.resolve(file);
        if (!path.normalize().startsWith(directory.normalize()) || !Files.isRegularFile(path)) {
            problems.add(file + " is missing");
            return;
        }
        try {
            long size = Files.size(path);
            if (size != wanted.size()) {
                problems.add(file + ": wanted " + wanted.size() + " bytes, found " + size);
            } else if (!Digests.of(path).equals(wanted)) {
                problems.add(file + ": its SHA-256 is not the manifest's " + wanted.sha256());
            }
        } catch (IOException e) {
            problems.add(file + " cannot be read: " + e.getMessage());
        }
    }

    public Manifest manifest() {
        return manifest;
    }

    public Path directory() {
        return directory;
    }

    public Path graph() {
        return directory.resolve(Manifest.GRAPH);
    }

    public Path tokenizer() {
        return directory.resolve(Manifest.TOKENIZER);
    }
}
