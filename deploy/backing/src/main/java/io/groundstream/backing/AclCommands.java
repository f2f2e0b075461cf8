package io.groundstream.backing;

import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The access rules that docs/security.md lists for a service, as {@code kafka-acls.sh} understands
 * its lines: each {@code acl …} line below the service's heading, every operation for every
 * resource.
 */
final class AclCommands {
    private static final Path PAGE = Path.of("docs", "security.md");
    private static final String COMMAND = "acl ";

    private AclCommands() {}

    /** The lines of one service, their {@code acl} taken off, the prefix put in. */
    static List<String> lines(String service, String prefix) {
        var lines = new ArrayList<String>();
        boolean ofService = false;
        for (var line : page()) {
            if (line.startsWith("#")) {
                ofService = line.equals("### " + service);
            } else if (ofService && line.startsWith(COMMAND)) {
                lines.add(line.substring(COMMAND.length()).replace("${PREFIX}", prefix));
            }
        }
        if (lines.isEmpty()) {
            throw new IllegalStateException(PAGE + " lists no acl of " + service);
        }
        return lines;
    }

    /** What one line allows. */
    static List<AclBinding> bindings(String line) {
        var words = Arrays.asList(line.split(" +"));
        var principals = after(words, "--allow-principal");
        var operations = after(words, "--operation").stream().map(AclCommands::operation).toList();
        var pattern =
                after(words, "--resource-pattern-type").contains("prefixed")
                        ? PatternType.PREFIXED
                        : PatternType.LITERAL;
        var bindings = new ArrayList<AclBinding>();
        for (var type :
                List.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID)) {
            var option = "--" + type.name().toLowerCase(Locale.ROOT).replace('_', '-');
            for (var name : after(words, option)) {
                for (var operation : operations) {
                    bindings.add(
                            new AclBinding(
                                    new ResourcePattern(type, name, pattern),
                                    new AccessControlEntry(
                                            principals.getFirst(),
                                            "*",
                                            operation,
                                            AclPermissionType.ALLOW)));
                }
            }
        }
        if (principals.size() != 1 || bindings.isEmpty()) {
            throw new IllegalStateException("allows nothing to anybody: " + line);
        }
        return bindings;
    }

    private static AclOperation operation(String word) {
        return Stream.of(AclOperation.values())
                .filter(one -> one.name().replace("_", "").equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no operation: " + word));
    }

    private static List<String> after(List<String> words, String option) {
        var values = new ArrayList<String>();
        for (int i = 0; i < words.size() - 1; i++) {
            if (words.get(i).equals(option)) {
                values.add(words.get(i + 1));
            }
        }
        return values;
    }

    /** Found from any module's folder. */
    private static List<String> page() {
        for (var folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            if (Files.exists(folder.resolve(PAGE))) {
                try {
                    return Files.readAllLines(folder.resolve(PAGE));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        throw new IllegalStateException("no " + PAGE + " above this folder");
    }
}
