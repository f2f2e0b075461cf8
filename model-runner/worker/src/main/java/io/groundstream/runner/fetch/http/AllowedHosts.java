package io.groundstream.runner.fetch.http;

import io.groundstream.runner.fetch.attempt.AttemptException;

import java.util.List;

/** The hosts that pictures may be asked of. */
public final class AllowedHosts {
    private final List<HostRule> rules;

    private AllowedHosts(List<HostRule> rules) {
        this.rules = rules;
    }

    /** No host at all. */
    public static AllowedHosts none() {
        return new AllowedHosts(List.of());
    }

    /**
     * As in {@code source.hosts}.
     *
     * @throws IllegalArgumentException if one is no host
     */
    public static AllowedHosts of(List<String> entries) {
        return new AllowedHosts(entries.stream().map(HostRule::parse).toList());
    }

    public boolean isEmpty() {
        return rules.isEmpty();
    }

    void check(Target target) throws AttemptException {
        if (rules.stream().noneMatch(rule -> rule.permits(target))) {
            throw AttemptException.forbidden(target.origin() + " is not in source.hosts");
        }
    }
}
