package io.groundstream.console.web;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

import java.util.List;

/**
 * Stand on every answer, of whatever status. A page may load and connect to nothing but the
 * console, run no script that is not a file of the console's, and be framed or read by no other
 * site.
 */
final class SecurityHeaders implements HttpConfiguration.Customizer {
    private static final List<HttpField> ALL =
            List.of(
                    new HttpField(
                            "Content-Security-Policy",
                            "default-src 'none'; script-src 'self'; style-src 'self';"
                                    + " img-src 'self' blob:; connect-src 'self'; font-src 'self';"
                                    + " form-action 'self'; base-uri 'none';"
                                    + " frame-ancestors 'none'"),
                    new HttpField("X-Content-Type-Options", "nosniff"),
                    new HttpField("X-Frame-Options", "DENY"),
                    new HttpField("Referrer-Policy", "no-referrer"),
                    new HttpField(
                            "Permissions-Policy",
                            "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
                    new HttpField("Cross-Origin-Opener-Policy", "same-origin"),
                    new HttpField("Cross-Origin-Resource-Policy", "same-origin"));

    static void addTo(HttpFields.Mutable answer) {
        ALL.forEach(answer::put);
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
        addTo(answer);
        return request;
    }
}
