package io.groundstream.schemas.trace;

import io.groundstream.schemas.service.Settings;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * Whether and where spans go.
 *
 * @param endpoint of a collector that speaks OTLP over HTTP; null means that no span is made
 * @param ratio of the traces that begin here, 0 to 1; those that publishers begin say it themselves
 * @param service name of this one in its spans
 * @param headers sent with the spans, such as what a collector lets in by
 */
public record TraceSettings(
        @Nullable URI endpoint, double ratio, String service, Map<String, String> headers) {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    public TraceSettings {
        headers = Map.copyOf(headers);
    }

    /** Reads every key; faults are reported by the caller's {@link Settings#check}. */
    public static TraceSettings from(Settings settings, String service) {
        return new TraceSettings(
                endpoint(settings),
                ratio(settings),
                settings.text("traces.service-name", "groundstream-" + service),
                settings.under("traces.header."));
    }

    /** No span is made. */
    public static TraceSettings off() {
        return new TraceSettings(null, 1, "", Map.of());
    }

    /** Headers hold secrets. */
    @Override
    public String toString() {
        return "TraceSettings[" + endpoint + ", " + ratio + ", " + service + "]";
    }

    private static @Nullable URI endpoint(Settings settings) {
        var text = settings.text("traces.endpoint", "");
        if (text.isEmpty()) {
            return null;
        }
        try {
            var uri = URI.create(text);
            var scheme = uri.getScheme();
            if (uri.getHost() != null && scheme != null && SCHEMES.contains(scheme)) {
                var path = uri.getPath() == null ? "" : uri.getPath();
                return path.length() > 1 ? uri : uri.resolve("/v1/traces");
            }
        } catch (IllegalArgumentException _) {
            // is told below
        }
        settings.fault("traces.endpoint must be an address such as http://collector:4318");
        return null;
    }

    private static double ratio(Settings settings) {
        var text = settings.text("traces.sample-ratio", "1");
        try {
            double ratio = Double.parseDouble(text);
            if (ratio >= 0 && ratio <= 1) {
                return ratio;
            }
        } catch (NumberFormatException _) {
            // is told below
        }
        settings.fault("traces.sample-ratio must be 0 to 1, got '" + text + "'");
        return 1;
    }
}
