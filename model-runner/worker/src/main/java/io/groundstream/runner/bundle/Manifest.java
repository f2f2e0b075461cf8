package io.groundstream.runner.bundle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code model.json}: all that a runner must know of a model besides its graph and its tokenizer.
 *
 * @param revision SHA-256 over the rest of this manifest, which names the digest of each file: two
 *     bundles of one revision answer alike
 * @param grid cells on each side of the picture that location tokens count
 * @param latents positions that the picture takes in a prompt
 * @param tokens ids of the control tokens by role, read from the checkpoint's tokenizer
 */
public record Manifest(
        int format,
        String name,
        String revision,
        String family,
        String precision,
        Image image,
        int grid,
        int latents,
        Tokens tokens,
        Prompts prompts,
        Limits limits,
        int noRepeatNgramSize,
        Calibration calibration,
        SortedMap<String, Digest> files) {

    /** The format of manifest that this code writes and reads. */
    public static final int FORMAT = 1;

    public static final String GRAPH = "generate.onnx";
    public static final String WEIGHTS = "generate.onnx.data";
    public static final String TOKENIZER = "tokenizer.json";

    public Manifest {
        var faults = new ArrayList<String>();
        require(faults, format == FORMAT, "format must be " + FORMAT + ", is " + format);
        require(faults, !name.isBlank(), "name must not be blank");
        require(faults, grid >= 1, "grid must be 1 or more, is " + grid);
        require(faults, latents >= 1, "latents must be 1 or more, is " + latents);
        require(
                faults,
                noRepeatNgramSize >= 0,
                "noRepeatNgramSize must be 0 or more, is " + noRepeatNgramSize);
        for (String file : List.of(GRAPH, WEIGHTS, TOKENIZER)) {
            require(faults, files.containsKey(file), "files must list " + file);
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Size of all files together. */
    public long bytes() {
        return files.values().stream().mapToLong(Digest::size).sum();
    }

    private static void require(List<String> faults, boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }

    /** The same content under another name, not sealed. */
    public Manifest named(String name) {
        return with(name, "", precision, calibration, files);
    }

    /** The same content with another calibration, not sealed. */
    public Manifest calibrated(Calibration calibration) {
        return with(name, "", precision, calibration, files);
    }

    /** The same model in another arithmetic, not sealed. */
    public Manifest in(Precision precision) {
        return with(name, "", precision.word(), calibration, files);
    }

    /** The same content with other files, under another revision. */
    Manifest with(String revision, SortedMap<String, Digest> files) {
        return with(name, revision, precision, calibration, files);
    }

    private Manifest with(
            String name,
            String revision,
            String precision,
            Calibration calibration,
            SortedMap<String, Digest> files) {
        return new Manifest(
                format,
                name,
                revision,
                family,
                precision,
                image,
                grid,
                latents,
                tokens,
                prompts,
                limits,
                noRepeatNgramSize,
                calibration,
                files);
    }

    /** The files of a bundle that is not sealed yet. */
    public static SortedMap<String, Digest> unsealed() {
        var files = new TreeMap<String, Digest>();
        List.of(GRAPH, WEIGHTS, TOKENIZER).forEach(file -> files.put(file, new Digest("", 0)));
        return files;
    }

    /**
     * What the model sees: RGB, squashed to {@code size} × {@code size}; the graph itself brings
     * levels 0 to 255 to {@code (level / 255 - mean) / std}.
     */
    public record Image(int size, String resample, List<Double> mean, List<Double> std) {
        public Image {
            if (size < 1 || mean.size() != 3 || std.size() != 3) {
                throw new IllegalArgumentException(
                        "image must have a size of 1 or more, and 3 values of mean and of std");
            }
            mean = List.copyOf(mean);
            std = List.copyOf(std);
        }
    }

    /**
     * Control tokens.
     *
     * @param firstSlot id of the first image slot; {@code latents} ids follow each other
     * @param firstLocation id of cell 0; {@code grid * grid} ids follow each other
     */
    public record Tokens(
            int bos,
            int pad,
            int eos,
            int unk,
            int image,
            int imageEnd,
            int firstSlot,
            int phrase,
            int phraseEnd,
            int object,
            int objectEnd,
            int delimiter,
            int grounding,
            int firstLocation) {}

    /**
     * What to ask for each task, by the task's name in the contracts. {@code {text}} stands for the
     * user's words, {@code {region}} for the two location tokens of the user's box.
     *
     * @param revision changes whenever a prompt does
     */
    public record Prompts(String revision, SortedMap<String, String> tasks) {
        public Prompts {
            tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
        }
    }

    /** Most tokens that the prompt may have, and that a request may ask for. */
    public record Limits(int promptTokens, int newTokens) {
        public Limits {
            if (promptTokens < 1 || newTokens < 1) {
                throw new IllegalArgumentException("limits must be 1 or more");
            }
        }
    }

    /** What a file must be: SHA-256 in lower-case hex, and bytes. */
    public record Digest(String sha256, long size) {}
}
