package io.groundstream.distribution;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A jar of a distribution, as Maven knows it.
 *
 * @param classifier empty for most
 * @param licences as its pom, or a parent's, names them
 * @param url where people find it; empty where no pom says
 */
record Library(
        Path jar,
        String group,
        String name,
        String version,
        String classifier,
        List<Licence> licences,
        String url) {
    private static final String OURS = "io.groundstream";

    Library {
        licences = List.copyOf(licences);
    }

    boolean isOurs() {
        return group.equals(OURS);
    }

    /** Its address among all packages of the world. */
    String purl() {
        return "pkg:maven/%s/%s@%s?%stype=jar"
                .formatted(
                        group,
                        name,
                        URLEncoder.encode(version, StandardCharsets.UTF_8),
                        classifier.isEmpty() ? "" : "classifier=" + classifier + "&");
    }

    /** For people. */
    String title() {
        return group + ":" + name + " " + version + (classifier.isEmpty() ? "" : " " + classifier);
    }
}
