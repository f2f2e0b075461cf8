package io.groundstream.distribution;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a distribution is made of: for machines as CycloneDX 1.6 (ECMA-424), for people as a list.
 *
 * @param name of the distribution
 * @param libraries in an order that does not change
 */
record Materials(String name, String version, Instant time, List<Library> libraries) {
    private static final String RUNTIME_LICENCE = "GPL-2.0-with-classpath-exception";

    Materials {
        libraries = List.copyOf(libraries);
    }

    String cyclonedx() throws IOException {
        var bill = new ObjectMapper().createObjectNode();
        bill.put("bomFormat", "CycloneDX").put("specVersion", "1.6");
        bill.put("serialNumber", "");
        bill.put("version", 1);
        var metadata = bill.putObject("metadata").put("timestamp", time.toString());
        describe(metadata.putObject("component"));
        var components = bill.putArray("components");
        for (var library : libraries) {
            write(library, components.addObject());
        }
        writeRuntime(components.addObject());
        var contents = bill.toString().getBytes(StandardCharsets.UTF_8);
        bill.put("serialNumber", "urn:uuid:" + UUID.nameUUIDFromBytes(contents));
        return bill.toPrettyString() + "\n";
    }

    /** Each library of others, with its licences and where it comes from. */
    String thirdParties() {
        return libraries.stream()
                .filter(library -> !library.isOurs())
                .map(Materials::told)
                .collect(
                        Collectors.joining(
                                "\n",
                                "Libraries of others, with their licences; the texts that they"
                                        + " bring stand in texts/.\nThe Java runtime's own stand"
                                        + " in ../runtime/legal.\n\n",
                                ""));
    }

    private static String told(Library library) {
        var licences =
                library.licences().stream()
                        .map(licence -> licence.identifier().orElse(licence.name()))
                        .distinct()
                        .collect(Collectors.joining("; "));
        return library.title()
                + "\n    "
                + (licences.isEmpty() ? "see its address" : licences)
                + (library.url().isEmpty() ? "" : "\n    " + library.url())
                + "\n";
    }

    private void describe(ObjectNode component) {
        component.put("type", "application").put("bom-ref", "groundstream-" + name);
        component.put("group", "io.groundstream").put("name", "groundstream-" + name);
        component.put("version", version);
        component.putArray("licenses").addObject().putObject("license").put("id", "Apache-2.0");
    }

    private static void write(Library library, ObjectNode component) throws IOException {
        component.put("type", "library").put("bom-ref", library.purl());
        component.put("group", library.group()).put("name", library.name());
        component.put("version", library.version());
        component
                .putArray("hashes")
                .addObject()
                .put("alg", "SHA-256")
                .put("content", digest(library));
        write(library.licences(), component.putArray("licenses"));
        component.put("purl", library.purl());
        if (!library.url().isEmpty()) {
            component
                    .putArray("externalReferences")
                    .addObject()
                    .put("type", "website")
                    .put("url", library.url());
        }
    }

    private static void write(List<Licence> licences, ArrayNode choices) {
        for (var licence : licences) {
            var choice = choices.addObject().putObject("license");
            licence.identifier()
                    .ifPresentOrElse(
                            id -> choice.put("id", id), () -> choice.put("name", licence.name()));
            if (!licence.url().isEmpty()) {
                choice.put("url", licence.url());
            }
        }
    }

    /** As the JDK that builds has linked it. */
    private static void writeRuntime(ObjectNode component) {
        component.put("type", "platform").put("bom-ref", "java-runtime");
        component.put("publisher", System.getProperty("java.vendor")).put("name", "OpenJDK");
        component.put("version", System.getProperty("java.runtime.version"));
        component.putArray("licenses").addObject().putObject("license").put("id", RUNTIME_LICENCE);
    }

    private static String digest(Library library) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(library.jar())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
