package io.groundstream.runner.generate;

import io.groundstream.runner.bundle.Bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * Runs a model, loaded for so many calls beside each other, so many times with a heap that does not
 * grow, and prints by how many KiB the process has grown since it was warm.
 */
final class LeakMain {
    private static final int WARM_UP = 300;
    private static final int MOST_ROWS = 2;
    private static final int LONGEST_PROMPT = 64;

    private final Random random = new Random(4711);
    private final Bundle bundle;
    private final ByteBuffer pictures;

    private LeakMain(Bundle bundle) {
        this.bundle = bundle;
        int size = bundle.manifest().image().size();
        this.pictures = ByteBuffer.allocateDirect(MOST_ROWS * size * size * 3);
    }

    public static void main(String[] args) throws IOException {
        var main = new LeakMain(Bundle.open(Path.of(args[0])));
        int calls = Integer.parseInt(args[1]);
        try (var generator = Generator.open(main.bundle, Device.of(Provider.CPU), calls, calls)) {
            main.run(generator, WARM_UP);
            long warm = residentKib();
            main.run(generator, Integer.parseInt(args[2]));
            System.out.println(residentKib() - warm);
        }
    }

    private void run(Generator generator, int times) {
        int picture = pictures.capacity() / MOST_ROWS;
        for (int i = 0; i < times; i++) {
            int rows = 1 + random.nextInt(2);
            var prompts = new long[rows][];
            Arrays.fill(prompts, prompt());
            var _ =
                    generator.generate(
                            pictures.slice(0, rows * picture),
                            rows,
                            prompts,
                            1 + random.nextInt(2),
                            new boolean[rows]);
        }
    }

    /** Slots for the picture, then words of any kind: lengths change from run to run. */
    private long[] prompt() {
        var tokens = bundle.manifest().tokens();
        int latents = bundle.manifest().latents();
        var prompt = new long[latents + 3 + random.nextInt(LONGEST_PROMPT - latents - 3)];
        Arrays.fill(prompt, tokens.grounding());
        prompt[0] = tokens.bos();
        prompt[1] = tokens.image();
        for (int i = 0; i < latents; i++) {
            prompt[2 + i] = tokens.firstSlot() + i;
        }
        prompt[2 + latents] = tokens.imageEnd();
        return prompt;
    }

    private static long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
