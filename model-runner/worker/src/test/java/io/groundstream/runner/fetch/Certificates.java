package io.groundstream.runner.fetch;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** Certificates that nobody but a test believes, made with the JDK's own keytool. */
public final class Certificates {
    public static final String PASSWORD = "secret";

    private Certificates() {}

    /** A store with the key and the certificate of a host; it serves as a trust store too. */
    public static Path selfSigned(Path folder, String host)
            throws IOException, InterruptedException {
        var store = folder.resolve(host + ".p12");
        var keytool =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        host,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString());
        keytool.redirectErrorStream(true);
        var process = keytool.start();
        var said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
        return store;
    }

    /** What a server shows of such a store. */
    public static X509ExtendedKeyManager keyManager(Path store)
            throws IOException, GeneralSecurityException {
        var password = PASSWORD.toCharArray();
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(KeyStore.getInstance(store.toFile(), password), password);
        return Arrays.stream(factory.getKeyManagers())
                .filter(X509ExtendedKeyManager.class::isInstance)
                .map(X509ExtendedKeyManager.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
