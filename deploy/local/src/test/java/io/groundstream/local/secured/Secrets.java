package io.groundstream.local.secured;

import io.groundstream.backing.Certificates;

import java.util.List;

/** What may stand in configuration files alone. */
final class Secrets {
    static final List<String> ALL =
            List.of(
                    Secured.password("topology"),
                    Secured.password("runner"),
                    Secured.password("console"),
                    Secured.password("operator"),
                    Secured.REGISTRY_PASSWORD,
                    SecuredStack.CONSOLE_TOKEN,
                    SecuredStack.S3_SECRET,
                    Certificates.PASSWORD);

    private Secrets() {}
}
