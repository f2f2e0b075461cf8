package io.groundstream.runner.bundle;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

import com.google.protobuf.InvalidProtocolBufferException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What every family's graph looks like from outside: one call captions a whole batch.
 *
 * <p>{@code images} uint8 [batch, size, size, 3], {@code prompt_ids} int64 [batch, prompt], the
 * scalars {@code max_new_tokens}, {@code eos_id} and {@code pad_id}, and {@code initial_done} bool
 * [batch], give {@code token_ids} int64 and {@code log_probs} float, both [batch, new].
 */
public final class GraphContract {
    public static final String IMAGES = "images";
    public static final String PROMPT_IDS = "prompt_ids";
    public static final String MAX_NEW_TOKENS = "max_new_tokens";
    public static final String EOS_ID = "eos_id";
    public static final String PAD_ID = "pad_id";
    public static final String INITIAL_DONE = "initial_done";
    public static final String TOKEN_IDS = "token_ids";
    public static final String LOG_PROBS = "log_probs";

    public static final int OPSET = 20;
    public static final int IR_VERSION = 10;

    private GraphContract() {}

    static List<String> violations(Path directory, Manifest manifest) {
        try {
            byte[] bytes = Files.readAllBytes(directory.resolve(Manifest.GRAPH));
            long data = Files.size(directory.resolve(Manifest.WEIGHTS));
            return violations(ModelProto.parseFrom(bytes), manifest, data);
        } catch (InvalidProtocolBufferException e) {
            return List.of(Manifest.GRAPH + " is not an ONNX model: " + e.getMessage());
        } catch (IOException e) {
            return List.of(Manifest.GRAPH + " cannot be read: " + e.getMessage());
        }
    }

    private static List<String> violations(ModelProto model, Manifest manifest, long dataSize) {
        var found = new ArrayList<String>();
        boolean opset =
                model.getOpsetImportList().stream()
                        .anyMatch(o -> o.getDomain().isEmpty() && o.getVersion() == OPSET);
        if (!opset || model.getIrVersion() > IR_VERSION) {
            found.add("needs opset " + OPSET + " and IR version " + IR_VERSION + " at most");
        }
        int size = manifest.image().size();
        GraphProto graph = model.getGraph();
        var inputs =
                Map.of(
                        IMAGES, "UINT8[?, " + size + ", " + size + ", 3]",
                        PROMPT_IDS, "INT64[?, ?]",
                        MAX_NEW_TOKENS, "INT64[]",
                        EOS_ID, "INT64[]",
                        PAD_ID, "INT64[]",
                        INITIAL_DONE, "BOOL[?]");
        var outputs = Map.of(TOKEN_IDS, "INT64[?, ?]", LOG_PROBS, "FLOAT[?, ?]");
        compare(found, "inputs", inputs, graph.getInputList());
        compare(found, "outputs", outputs, graph.getOutputList());
        graph.getInitializerList().stream()
                .filter(tensor -> tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL)
                .filter(tensor -> !isInside(tensor, dataSize))
                .forEach(tensor -> found.add(tensor.getName() + " lies outside its data file"));
        return found.stream().map(fault -> Manifest.GRAPH + ": " + fault).toList();
    }

    private static void compare(
            List<String> found,
            String what,
            Map<String, String> wanted,
            List<ValueInfoProto> values) {
        Map<String, String> there =
                values.stream()
                        .collect(Collectors.toMap(ValueInfoProto::getName, GraphContract::type));
        if (!there.equals(wanted)) {
            found.add("wanted " + what + " " + wanted + ", found " + there);
        }
    }

    private static String type(ValueInfoProto value) {
        var tensor = value.getType().getTensorType();
        return DataType.forNumber(tensor.getElemType())
                + tensor.getShape().getDimList().stream()
                        .map(d -> d.hasDimValue() ? Long.toString(d.getDimValue()) : "?")
                        .collect(Collectors.joining(", ", "[", "]"));
    }

    private static boolean isInside(TensorProto tensor, long dataSize) {
        Map<String, String> place =
                tensor.getExternalDataList().stream()
                        .collect(
                                Collectors.toMap(
                                        StringStringEntryProto::getKey,
                                        StringStringEntryProto::getValue));
        try {
            long offset = Long.parseLong(place.getOrDefault("offset", "0"));
            long length = Long.parseLong(place.getOrDefault("length", "-1"));
            return Manifest.WEIGHTS.equals(place.get("location"))
                    && offset >= 0
                    && length >= 0
                    && length <= dataSize - offset;
        } catch (NumberFormatException _) {
            return false;
        }
    }
}
