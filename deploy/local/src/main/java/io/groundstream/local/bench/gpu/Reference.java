package io.groundstream.local.bench.gpu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.schemas.service.ConfigException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What {@code workshop/gpu_reference.py} has measured on the same device: the rates of the machine
 * and the reference's points.
 */
record Reference(Optional<Machine> machine, List<Point> points) {
    static final Reference NONE = new Reference(Optional.empty(), List.of());

    Reference {
        points = List.copyOf(points);
    }

    static Reference read(Path file) {
        try {
            JsonNode json = new ObjectMapper().readTree(file.toFile());
            return new Reference(
                    Optional.ofNullable(json.get("machine")).map(Machine::of),
                    StreamSupport.stream(json.path("points").spliterator(), false)
                            .map(Point::of)
                            .toList());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new ConfigException(
                    file + " is no output of gpu_reference.py: " + e.getMessage());
        } catch (IOException e) {
            throw new ConfigException("--reference: cannot read " + file + ": " + e.getMessage());
        }
    }

    /** Points of that model, in the order in which they were measured. */
    List<Point> of(String model) {
        return points.stream().filter(point -> point.model().equals(model)).toList();
    }

    /** Where it is fastest with that model. */
    Optional<Point> best(String model) {
        return points.stream()
                .filter(point -> point.model().equals(model))
                .max(Comparator.comparingDouble(Point::imagesPerSecond));
    }
}
