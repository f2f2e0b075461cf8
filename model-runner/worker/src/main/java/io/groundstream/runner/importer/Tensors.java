package io.groundstream.runner.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The tensors of a checkpoint by name: one safetensors file, or several with an index. */
public final class Tensors implements AutoCloseable {
    private static final String SINGLE = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";

    private final Path directory;
    private final Arena arena;
    private final SortedMap<String, Tensor> byName;

    private Tensors(Path directory, Arena arena, SortedMap<String, Tensor> byName) {
        this.directory = directory;
        this.arena = arena;
        this.byName = byName;
    }

    static Tensors open(Path directory) throws IOException {
        Arena arena = Arena.ofShared();
        try {
            var byName = new TreeMap<String, Tensor>();
            for (String file : files(directory)) {
                byName.putAll(Safetensors.read(directory, file, arena));
            }
            return new Tensors(directory, arena, byName);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private static SortedSet<String> files(Path directory) throws IOException {
        Path index = directory.resolve(INDEX);
        var files = new TreeSet<String>();
        if (Files.isRegularFile(directory.resolve(SINGLE))) {
            files.add(SINGLE);
        } else if (Files.isRegularFile(index)) {
            JsonNode map = new ObjectMapper().readTree(index.toFile()).path("weight_map");
            map.elements().forEachRemaining(file -> files.add(file.asText()));
        }
        if (files.isEmpty()) {
            throw new ImportException(
                    directory, List.of("neither " + SINGLE + " nor " + INDEX + " with its files"));
        }
        return files;
    }

    /**
     * Says how these tensors differ from what a model needs.
     *
     * @param wanted shapes by name
     * @param spare names that may be there and are not used
     * @return one line for each missing, unexpected or misshapen tensor
     */
    public List<String> differences(Map<String, long[]> wanted, Predicate<String> spare) {
        var problems = new ArrayList<String>();
        new TreeMap<>(wanted)
                .forEach(
                        (name, shape) -> {
                            Tensor there = byName.get(name);
                            if (there == null) {
                                problems.add(
                                        "missing tensor " + name + " " + Arrays.toString(shape));
                            } else if (!Arrays.equals(there.shape(), shape)) {
                                problems.add(
                                        "tensor "
                                                + name
                                                + ": wanted "
                                                + Arrays.toString(shape)
                                                + ", found "
                                                + Arrays.toString(there.shape()));
                            }
                        });
        byName.forEach(
                (name, tensor) -> {
                    if (!wanted.containsKey(name) && !spare.test(name)) {
                        problems.add(
                                "unexpected tensor "
                                        + name
                                        + " "
                                        + Arrays.toString(tensor.shape()));
                    }
                });
        return problems;
    }

    public Tensor get(String name) {
        Tensor tensor = byName.get(name);
        if (tensor == null) {
            throw new ImportException(directory, List.of("missing tensor " + name));
        }
        return tensor;
    }

    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(byName.keySet()));
    }

    @Override
    public void close() {
        arena.close();
    }
}
