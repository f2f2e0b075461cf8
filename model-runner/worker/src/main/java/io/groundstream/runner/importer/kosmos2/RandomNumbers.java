package io.groundstream.runner.importer.kosmos2;

/** The numbers of a random checkpoint: the upper 24 bits of splitmix64, seeded with FNV-1a. */
final class RandomNumbers {
    private static final int FIRST_TAG = 64002;

    private RandomNumbers() {}

    static long count(long[] shape) {
        long count = 1;
        for (long dimension : shape) {
            count *= dimension;
        }
        return count;
    }

    static float[] of(String name, long[] shape) {
        var numbers = new float[Math.toIntExact(count(shape))];
        long seed = seed(name);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = unit(seed + (i + 1) * 0x9E3779B97F4A7C15L);
        }
        if (shape.length == 1) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = numbers[i] * 0.25f + (name.endsWith(".weight") ? 1 : 0);
            }
            return numbers;
        }
        double gain = name.startsWith("image_to_text") ? 8 : name.contains("ffn.fc2") ? 6 : 2.5;
        long inputs = count(shape) / shape[0];
        var scale = (float) (gain / Math.sqrt((double) inputs));
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] *= scale;
        }
        if (name.equals(Kosmos2Tensors.EMBEDDING)) {
            weigh(numbers, (int) shape[1]);
        }
        return numbers;
    }

    /**
     * Nothing for padding; in the released vocabulary the end and the tags are likelier than words.
     * In a smaller one they are not, and answers are about as long as they may be.
     */
    private static void weigh(float[] table, int width) {
        boolean released = table.length / width > FIRST_TAG;
        for (int i = 0; i < table.length; i++) {
            int row = i / width;
            table[i] *= row == 1 ? 0 : !released ? 1 : row == 2 ? 3 : row >= FIRST_TAG ? 1.25f : 1;
        }
    }

    private static long seed(String name) {
        long seed = 0xCBF29CE484222325L;
        for (int i = 0; i < name.length(); i++) {
            seed = (seed ^ name.charAt(i)) * 0x100000001B3L;
        }
        return seed;
    }

    private static float unit(long state) {
        long z = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (float) ((int) (z >>> 40) - (1 << 23)) / (1 << 23);
    }
}
