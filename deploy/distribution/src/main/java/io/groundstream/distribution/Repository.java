package io.groundstream.distribution;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/**
 * Maven's local repository, where a jar of others stands beside its pom, and that one's parents not
 * far away. A jar that stands elsewhere is one that this build has made.
 *
 * @param version of what this build makes
 */
record Repository(Path folder, String version) {
    Library library(Path jar) throws IOException {
        return jar.startsWith(folder) ? foreign(jar) : ours(jar);
    }

    private Library ours(Path jar) {
        var name = jar.getFileName().toString().replace("-" + version + ".jar", "");
        var licence = new Licence("Apache-2.0", "https://www.apache.org/licenses/LICENSE-2.0");
        return new Library(jar, "io.groundstream", name, version, "", List.of(licence), "");
    }

    private Library foreign(Path jar) throws IOException {
        var home = Objects.requireNonNull(jar.getParent());
        var version = home.getFileName().toString();
        var artifact = Objects.requireNonNull(home.getParent());
        var name = artifact.getFileName().toString();
        var group =
                folder.relativize(Objects.requireNonNull(artifact.getParent()))
                        .toString()
                        .replace('/', '.');
        var stem = name + "-" + version;
        var rest = jar.getFileName().toString().substring(stem.length()).replace(".jar", "");
        var poms = lineage(group, name, version);
        return new Library(
                jar,
                group,
                name,
                version,
                rest.isEmpty() ? "" : rest.substring(1),
                licences(poms),
                url(poms));
    }

    /** The pom, its parent, and so on. */
    private List<Element> lineage(String group, String name, String version) throws IOException {
        var poms = new ArrayList<Element>();
        var next = pom(group, name, version);
        while (next.isPresent()) {
            poms.add(next.get());
            var parent = child(next.get(), "parent");
            next =
                    parent.isEmpty()
                            ? Optional.empty()
                            : pom(
                                    text(parent.get(), "groupId"),
                                    text(parent.get(), "artifactId"),
                                    text(parent.get(), "version"));
        }
        return poms;
    }

    private Optional<Element> pom(String group, String name, String version) throws IOException {
        var file =
                folder.resolve(group.replace('.', '/'))
                        .resolve(name)
                        .resolve(version)
                        .resolve(name + "-" + version + ".pom");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return Optional.of(
                    factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement());
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(file + " cannot be read", e);
        }
    }

    /** Of the nearest pom that names any. */
    private static List<Licence> licences(List<Element> poms) {
        return poms.stream()
                .map(Repository::licences)
                .filter(licences -> !licences.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<Licence> licences(Element pom) {
        return child(pom, "licenses").stream()
                .flatMap(licences -> children(licences, "license").stream())
                .map(licence -> new Licence(text(licence, "name"), text(licence, "url")))
                .filter(licence -> !licence.name().isEmpty())
                .toList();
    }

    /** The nearest that holds no variable. */
    private static String url(List<Element> poms) {
        return poms.stream()
                .map(pom -> text(pom, "url"))
                .filter(url -> url.startsWith("http") && !url.contains("${"))
                .findFirst()
                .orElse("");
    }

    private static String text(Element parent, String name) {
        return child(parent, name)
                .map(element -> element.getTextContent().strip().replaceAll("\\s+", " "))
                .orElse("");
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(parent, name).stream().findFirst();
    }

    private static List<Element> children(Element parent, String name) {
        var found = new ArrayList<Element>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
