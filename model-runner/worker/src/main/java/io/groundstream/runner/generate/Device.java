package io.groundstream.runner.generate;

/** What is to run the graph, and how it is to be used if it is a GPU. */
public record Device(Provider provider, CudaSettings cuda) {
    public static Device of(Provider provider) {
        return new Device(provider, CudaSettings.DEFAULT);
    }
}
