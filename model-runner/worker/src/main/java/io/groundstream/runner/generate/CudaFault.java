package io.groundstream.runner.generate;

/**
 * Something that keeps a model from running on a GPU.
 *
 * @param remedy what to do about it
 */
public record CudaFault(String found, String remedy) {
    @Override
    public String toString() {
        return found + " → " + remedy;
    }
}
