package io.groundstream.kubernetes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Something that holds of every installation; what does not is told in a line each. */
@FunctionalInterface
interface Check {
    void look(Installation installation, Faults faults);

    /** All checks there are, and what keeps the files from being read at all. */
    static List<String> faults(Path root, String kustomization) {
        var all = new ArrayList<String>();
        try {
            var installation = Installation.of(root, kustomization);
            var faults = new Faults();
            for (var check : checks()) {
                try {
                    check.look(installation, faults);
                } catch (Fault e) {
                    all.add(e.getMessage());
                }
            }
            all.addAll(faults.found());
        } catch (Fault e) {
            all.add(e.getMessage());
        }
        return all;
    }

    private static List<Check> checks() {
        return List.of(
                new SafetyCheck(),
                new ReferenceCheck(),
                new SelectorCheck(),
                new ServiceCheck(),
                new ConfigCheck(),
                new NetworkCheck(),
                new ScalingCheck(),
                new ImageCheck());
    }
}
