package io.groundstream.distribution;

import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Dockerfile's instructions, comments and broken lines undone. */
record Dockerfile(List<Instruction> instructions) {
    /** Such as {@code USER} and {@code 10001:10001}. */
    record Instruction(String name, String rest) {}

    static Dockerfile read(String image) throws IOException {
        var text = Files.readString(Path.of("../docker/" + image + ".Dockerfile"));
        var instructions = new ArrayList<Instruction>();
        for (var line : text.replaceAll("(?m)^#.*\n", "").replace("\\\n", " ").split("\n")) {
            var words = line.strip().split("\\s+", 2);
            if (words.length == 2) {
                instructions.add(new Instruction(words[0], words[1].strip()));
            }
        }
        return new Dockerfile(List.copyOf(instructions));
    }

    /** What stands behind each instruction of that name. */
    List<String> all(String name) {
        return instructions.stream()
                .filter(instruction -> instruction.name().equals(name))
                .map(Instruction::rest)
                .toList();
    }

    String defaultOf(String argument) {
        return all("ARG").stream()
                .filter(rest -> rest.startsWith(argument + "="))
                .map(rest -> rest.substring(argument.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    /** The exec form behind the last instruction of that name: no shell reads it. */
    List<String> words(String name) throws IOException {
        var rest = all(name).getLast();
        var words = new ObjectMapper().readTree(rest.substring(rest.indexOf('[')));
        var list = new ArrayList<String>();
        words.forEach(word -> list.add(word.asText()));
        return list;
    }
}
