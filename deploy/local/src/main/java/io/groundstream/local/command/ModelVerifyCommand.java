package io.groundstream.local.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.groundstream.local.terminal.Out;
import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.BundleException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Reads every byte of a bundle and names each file that is not what the manifest says. */
@Command(
        name = "verify",
        description = "Check a bundle's files against its manifest; exit code 1 if any differs.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  groundstream model verify kosmos-2-bundle"})
final class ModelVerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "BUNDLE", description = "folder of the bundle")
    private Path bundle;

    @Option(names = "--json", description = "one object: bundle, ok, revision or problems")
    private boolean json;

    @Override
    public Integer call() {
        try {
            var manifest = Bundle.open(bundle).manifest();
            report(manifest.name() + " revision " + manifest.revision(), List.of());
            return 0;
        } catch (BundleException e) {
            if (!json) {
                throw e;
            }
            report("", e.problems());
            return 1;
        }
    }

    private void report(String what, List<String> problems) {
        if (json) {
            var node = JsonNodeFactory.instance.objectNode();
            node.put("bundle", bundle.toString()).put("ok", problems.isEmpty());
            problems.forEach(node.putArray("problems")::add);
            Out.line(node);
        } else {
            Out.line("ok  " + what);
        }
    }
}
