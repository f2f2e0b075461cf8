package io.groundstream.console.pipeline;

import java.util.HashMap;
import java.util.Map;

/**
 * What an instance says of itself at one moment, in Prometheus' text format: of its series those
 * whose names begin with {@code groundstream_}.
 */
record Exposition(Map<String, Map<Map<String, String>, Double>> series) {
    private static final String OURS = "groundstream_";
    private static final int MOST_SAMPLES = 10_000;

    /**
     * Reads the text.
     *
     * @throws IllegalArgumentException if a line of ours is not in the format, or there are too
     *     many
     */
    static Exposition parse(String text) {
        var series = new HashMap<String, Map<Map<String, String>, Double>>();
        int count = 0;
        for (var line : (Iterable<String>) text.lines()::iterator) {
            if (line.startsWith(OURS)) {
                if (++count > MOST_SAMPLES) {
                    throw new IllegalArgumentException("more than " + MOST_SAMPLES + " samples");
                }
                new Line(line).addTo(series);
            }
        }
        return new Exposition(series);
    }

    boolean has(String name) {
        return series.containsKey(name);
    }

    /** The values of the series of this name, by their labels. */
    Map<Map<String, String>, Double> of(String name) {
        return series.getOrDefault(name, Map.of());
    }

    /** The sum over all series of this name. */
    double sum(String name) {
        return of(name).values().stream().mapToDouble(value -> value).sum();
    }

    /** One line, read from left to right. */
    private static final class Line {
        private final String text;
        private int at;

        Line(String text) {
            this.text = text;
        }

        void addTo(Map<String, Map<Map<String, String>, Double>> series) {
            int end = at;
            while (end < text.length() && isName(text.charAt(end))) {
                end++;
            }
            var name = text.substring(0, end);
            at = end;
            var labels = new HashMap<String, String>();
            if (is('{')) {
                at++;
                while (!is('}')) {
                    label(labels);
                }
                at++;
            }
            series.computeIfAbsent(name, _ -> new HashMap<>()).put(labels, value());
        }

        private static boolean isName(char c) {
            return c == '_' || c == ':' || Character.isLetterOrDigit(c);
        }

        private void label(Map<String, String> labels) {
            int equals = text.indexOf('=', at);
            if (equals < 0 || equals + 1 >= text.length() || text.charAt(equals + 1) != '"') {
                throw broken();
            }
            var name = text.substring(at, equals).strip();
            at = equals + 2;
            var value = new StringBuilder();
            while (!is('"')) {
                value.append(character());
            }
            at++;
            labels.put(name, value.toString());
            while (is(',') || is(' ')) {
                at++;
            }
        }

        private char character() {
            char c = text.charAt(at++);
            if (c != '\\') {
                return c;
            }
            // is() says that there is one more, or refuses the line
            return is('n') && at++ > 0 ? '\n' : text.charAt(at++);
        }

        private double value() {
            // a time may follow
            var words = text.substring(at).strip().split(" ", 2);
            return switch (words[0]) {
                case "+Inf" -> Double.POSITIVE_INFINITY;
                case "-Inf" -> Double.NEGATIVE_INFINITY;
                default -> number(words[0]);
            };
        }

        private double number(String word) {
            try {
                return Double.parseDouble(word);
            } catch (NumberFormatException _) {
                throw broken();
            }
        }

        private boolean is(char c) {
            if (at >= text.length()) {
                throw broken();
            }
            return text.charAt(at) == c;
        }

        private IllegalArgumentException broken() {
            return new IllegalArgumentException("not Prometheus' text format: " + shown());
        }

        private String shown() {
            return text.length() <= 80 ? text : text.substring(0, 79) + "…";
        }
    }
}
