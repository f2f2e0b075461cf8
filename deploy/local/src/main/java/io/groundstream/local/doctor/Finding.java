package io.groundstream.local.doctor;

/**
 * What one look has shown.
 *
 * @param check what was looked at
 * @param remedy what to do; empty unless something is wrong
 */
public record Finding(String check, Result result, String found, String remedy) {
    /** How it looks. */
    public enum Result {
        OK,
        /** Something does not work as it is. */
        FAULT,
        /** Could not be looked at because of another fault. */
        SKIPPED
    }
}
