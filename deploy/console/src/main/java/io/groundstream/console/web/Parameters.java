package io.groundstream.console.web;

import io.javalin.http.Context;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The parameters of a request's query: each at most once, and none that the route does not know.
 */
public final class Parameters {
    private final Context ctx;

    private Parameters(Context ctx) {
        this.ctx = ctx;
    }

    /**
     * Reads the query.
     *
     * @throws Problem 400 BAD_REQUEST that names what is wrong; so do all methods
     */
    public static Parameters of(Context ctx, String... known) {
        var names = Set.of(known);
        ctx.queryParamMap()
                .forEach(
                        (name, values) -> {
                            if (!names.contains(name)) {
                                throw bad("parameters are " + String.join(", ", known));
                            }
                            if (values.size() > 1) {
                                throw bad(name + " may be given once");
                            }
                        });
        return new Parameters(ctx);
    }

    public Optional<String> text(String name, int longest) {
        var value = Optional.ofNullable(ctx.queryParam(name)).filter(text -> !text.isBlank());
        if (value.isPresent() && value.get().length() > longest) {
            throw bad(name + " has up to " + longest + " characters");
        }
        return value;
    }

    public double number(String name, double otherwise, double least, double most) {
        return parsed(
                name,
                otherwise,
                Double::valueOf,
                value -> value >= least && value <= most,
                "a number, " + least + " to " + most);
    }

    public int integer(String name, int otherwise, int least, int most) {
        return (int) whole(name, otherwise, least, most);
    }

    public long whole(String name, long otherwise, long least, long most) {
        return parsed(
                name,
                otherwise,
                Long::valueOf,
                value -> value >= least && value <= most,
                "a whole number, " + least + " to " + most);
    }

    /** The name of a constant of that type. */
    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        return text(name, 64)
                .map(
                        value -> {
                            try {
                                return Enum.valueOf(type, value);
                            } catch (IllegalArgumentException _) {
                                throw bad(
                                        name
                                                + " is one of "
                                                + Arrays.toString(type.getEnumConstants())
                                                        .toUpperCase(Locale.ROOT));
                            }
                        });
    }

    /** A parameter that must be there. */
    public void require(String name) {
        if (ctx.queryParam(name) == null) {
            throw bad(name + " is needed");
        }
    }

    private <T> T parsed(
            String name,
            T otherwise,
            Function<String, T> parse,
            Predicate<T> allowed,
            String wanted) {
        var text = ctx.queryParam(name);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            T value = parse.apply(text.strip());
            if (allowed.test(value)) {
                return value;
            }
        } catch (NumberFormatException _) {
            // is told below
        }
        throw bad(name + " must be " + wanted);
    }

    private static Problem bad(String why) {
        return new Problem(400, "BAD_REQUEST", why);
    }
}
