package io.groundstream.kubernetes;

import java.nio.file.Files;

/** Every image is one that a Dockerfile of ours makes, of this version. */
final class ImageCheck implements Check {
    private static final String OURS = "groundstream/";
    private static final String VERSION = System.getProperty("groundstream.version", "");

    @Override
    public void look(Installation installation, Faults faults) {
        for (var workload : installation.workloads()) {
            look(workload.name() + ": ", workload.container().getImage(), faults);
        }
    }

    static void look(String who, String image, Faults faults) {
        int colon = image.indexOf(':');
        if (!image.startsWith(OURS) || colon < 0) {
            faults.require(false, who + "image must be " + OURS + "NAME:VERSION, is " + image);
            return;
        }
        var name = image.substring(OURS.length(), colon);
        faults.require(
                Files.isRegularFile(Repository.DOCKER.resolve(name + ".Dockerfile")),
                who + "no Dockerfile makes " + OURS + name);
        faults.requireEqual(VERSION, image.substring(colon + 1), who + "the image's tag");
    }
}
