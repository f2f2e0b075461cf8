import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs google-java-format (AOSP style) over every Java source of the repository, on the build's own
 * JDK: the formatter parses with the JDK that runs it, and Maven itself may run on an older one.
 *
 * <p>{@code java -cp google-java-format.jar Format.java check|apply}
 */
class Format {
    public static void main(String[] args) throws Exception {
        var check = List.of("--aosp", "--dry-run", "--set-exit-if-changed");
        var apply = List.of("--aosp", "--replace");
        var arguments = new ArrayList<>(args[0].equals("apply") ? apply : check);
        arguments.addAll(sources());
        System.err.println(
                args[0].equals("apply")
                        ? "formatting"
                        : "checking the format; a file named below is not formatted, and"
                                + " `mvn -N process-sources -Dformat.mode=apply` mends it");
        com.google.googlejavaformat.java.Main.main(arguments.toArray(String[]::new));
    }

    private static List<String> sources() throws IOException {
        try (var paths = Files.walk(Path.of(""))) {
            return paths.map(Path::toString)
                    .filter(path -> path.endsWith(".java"))
                    .filter(path -> path.contains("src/") || path.startsWith(".mvn/"))
                    .filter(path -> !path.contains("target/"))
                    .sorted()
                    .toList();
        }
    }
}
