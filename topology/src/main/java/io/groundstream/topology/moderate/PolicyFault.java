package io.groundstream.topology.moderate;

/**
 * What is wrong with a policy.
 *
 * @param path where, such as {@code rules[3].terms[0]}
 */
public record PolicyFault(String path, String message) {
    @Override
    public String toString() {
        return path.isEmpty() ? message : path + ": " + message;
    }
}
