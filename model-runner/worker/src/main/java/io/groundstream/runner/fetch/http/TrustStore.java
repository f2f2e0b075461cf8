package io.groundstream.runner.fetch.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates are believed. */
public final class TrustStore {
    private TrustStore() {}

    /** Those that Java itself believes. */
    public static SSLContext ofJava() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    /**
     * Those in a key store, PKCS #12 or JKS, and no others.
     *
     * @throws IOException if the file is no such store, or has another password
     */
    public static SSLContext of(Path file, String password) throws IOException {
        try {
            var store = KeyStore.getInstance(file.toFile(), password.toCharArray());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + " is no key store: " + e.getMessage(), e);
        }
    }
}
