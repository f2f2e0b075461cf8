package io.groundstream.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/** The licences and notices that a jar carries. */
final class JarTexts {
    private static final Pattern TEXT =
            Pattern.compile(
                    "(META-INF/|META-INF/licenses?/)?"
                            + "((LICEN[CS]E|NOTICE|COPYING|COPYRIGHT|ThirdPartyNotices)[^/]*)",
                    Pattern.CASE_INSENSITIVE);

    private JarTexts() {}

    /** By name of the file, without its folder; of two with the same name the first. */
    static Map<String, String> of(Path jar) {
        var texts = new TreeMap<String, String>();
        try (var zip = new ZipFile(jar.toFile())) {
            var entries = zip.stream().filter(entry -> !entry.isDirectory()).iterator();
            while (entries.hasNext()) {
                var entry = entries.next();
                var name = TEXT.matcher(entry.getName());
                if (name.matches() && !entry.getName().endsWith(".class")) {
                    try (var content = zip.getInputStream(entry)) {
                        var bytes = content.readAllBytes();
                        texts.putIfAbsent(name.group(2), new String(bytes, StandardCharsets.UTF_8));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(jar.toString(), e);
        }
        return texts;
    }
}
