package io.groundstream.local.doctor;

/** A fault whose remedy is known where it is found. */
final class FaultException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    FaultException(String found, String remedy) {
        super(found);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
