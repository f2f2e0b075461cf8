package io.groundstream.backing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/**
 * An authority of its own and a server's certificates for loopback, made by the JDK's keytool in a
 * folder and believed by nobody else.
 */
public final class Certificates {
    /** Of every key store. */
    public static final String PASSWORD = "loopback-key-store";

    private static final String AUTHORITY = "authority";
    private static final String[] SOME_DAYS = {"-validity", "2"};
    private static final String[] LONG_OVER = {"-startdate", "-9d", "-validity", "3"};

    private final Path folder;
    private final String name;

    private Certificates(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /**
     * Makes the authority; two of other names do not believe each other.
     *
     * @param name of its files and in its certificate
     */
    public static Certificates make(Path folder, String name) {
        var made = new Certificates(folder, name);
        made.keytool("-alias", AUTHORITY, "-dname", "CN=" + name, "-ext", "bc:c", SOME_DAYS);
        made.write("trust", store -> keepCertificate(made.whole(), store));
        return made;
    }

    /** A store with the authority's certificate alone: whoever has it believes the authority. */
    public Path trustStore() {
        return store("trust");
    }

    /** A store with key and certificate of a server on loopback. */
    public Path server() {
        return signed("server", SOME_DAYS);
    }

    /** The same, but the certificate's time is over. */
    public Path expired() {
        return signed("expired", LONG_OVER);
    }

    private Path signed(String alias, String[] time) {
        if (Files.exists(store(alias))) {
            return store(alias);
        }
        keytool(
                "-alias",
                alias,
                "-signer",
                AUTHORITY,
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                time);
        return write(alias, store -> keepKey(whole(), alias, store));
    }

    private void keytool(Object... options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        // its own start is most of its time
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1"));
        for (var option : options) {
            command.addAll(option instanceof String[] more ? List.of(more) : List.of("" + option));
        }
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", store("all").toString()));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while keytool worked", e);
        }
    }

    private KeyStore whole() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(store("all").toFile(), PASSWORD.toCharArray());
    }

    private static void keepCertificate(KeyStore whole, KeyStore store)
            throws GeneralSecurityException {
        store.setCertificateEntry(AUTHORITY, whole.getCertificate(AUTHORITY));
    }

    private static void keepKey(KeyStore whole, String alias, KeyStore store)
            throws GeneralSecurityException {
        var password = PASSWORD.toCharArray();
        store.setKeyEntry(
                alias, whole.getKey(alias, password), password, whole.getCertificateChain(alias));
    }

    private Path write(String what, Contents contents) {
        var file = store(what);
        try (var out = Files.newOutputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            contents.fill(store);
            store.store(out, PASSWORD.toCharArray());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make " + file, e);
        }
    }

    private Path store(String what) {
        return folder.resolve(name + "-" + what + ".p12");
    }

    @FunctionalInterface
    private interface Contents {
        void fill(KeyStore store) throws IOException, GeneralSecurityException;
    }
}
