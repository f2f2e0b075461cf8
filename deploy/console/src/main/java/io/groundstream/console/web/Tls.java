package io.groundstream.console.web;

import io.groundstream.schemas.service.Settings;

import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;

/**
 * The server's certificate, and whose clients it believes.
 *
 * @param keys with the certificate and its key
 * @param trusted certificates of clients' authorities; empty if clients need none
 */
public record Tls(Store keys, Optional<Store> trusted) {
    /** A PKCS #12 or JKS file that could be opened. */
    record Store(String file, String password) {
        static Store of(Settings settings, String key) {
            var file = settings.text(key, "");
            var password = settings.text(key + "-password", "");
            if (!file.isBlank()) {
                try {
                    var _ = KeyStore.getInstance(new File(file), password.toCharArray());
                } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
                    settings.fault(key + ": " + file + " cannot be opened: " + e.getMessage());
                }
            }
            return new Store(file, password);
        }

        boolean isNamed() {
            return !file.isBlank();
        }

        @Override
        public String toString() {
            return file;
        }
    }

    /** Empty if no key store is named. */
    static Optional<Tls> from(Settings settings) {
        var keys = Store.of(settings, "tls.key-store");
        var trusted = Store.of(settings, "tls.trust-store");
        boolean required =
                settings.choice("tls.client-auth", ClientAuth.NONE) == ClientAuth.REQUIRED;
        if (required && !(keys.isNamed() && trusted.isNamed())) {
            settings.fault("tls.client-auth=required needs tls.key-store and tls.trust-store");
        }
        if (!required && trusted.isNamed()) {
            settings.fault("tls.trust-store is of no use without tls.client-auth=required");
        }
        return keys.isNamed()
                ? Optional.of(
                        new Tls(
                                keys,
                                Optional.of(trusted).filter(_ -> required && trusted.isNamed())))
                : Optional.empty();
    }

    /** True if nobody gets in without a certificate. */
    public boolean isMutual() {
        return trusted.isPresent();
    }
}
