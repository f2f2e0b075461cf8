package io.groundstream.runner.intake;

import java.util.Optional;

/** What the cluster allows a runner. */
public interface Permit {
    /** Nobody refuses anything, and what fails has other reasons. */
    Permit ALWAYS =
            new Permit() {
                @Override
                public Optional<String> refusal() {
                    return Optional.empty();
                }

                @Override
                public Optional<String> refusal(Throwable failure) {
                    return Optional.empty();
                }

                @Override
                public void renew() {
                    // nothing was refused
                }
            };

    /** Asks what is refused now, in words; empty if nothing is. */
    Optional<String> refusal();

    /** In words, if it was a refusal that made something fail. */
    Optional<String> refusal(Throwable failure);

    /** Makes anew what a refusal may have spoilt. */
    void renew();
}
