package io.groundstream.local.doctor;

import io.groundstream.local.doctor.Finding.Result;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** All that has been found so far; each finding is told as it is made. Belongs to one thread. */
final class Findings {
    private final Consumer<Finding> told;
    private final List<Finding> all = new ArrayList<>();
    private final Set<String> faulty = new HashSet<>();

    Findings(Consumer<Finding> told) {
        this.told = told;
    }

    /** Something to look at. */
    @FunctionalInterface
    interface Look {
        /** Returns what is there, for people; throws if something is wrong. */
        String look() throws Exception;
    }

    /** Looks, and takes whatever is thrown for a fault. */
    void look(String check, String remedy, Look look) throws InterruptedException {
        try {
            var found = look.look();
            if (!faulty.contains(check)) {
                ok(check, found);
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (FaultException e) {
            fault(check, String.valueOf(e.getMessage()), e.remedy());
        } catch (Exception e) {
            fault(check, words(e), remedy);
        }
    }

    void ok(String check, String found) {
        add(new Finding(check, Result.OK, found, ""));
    }

    void fault(String check, String found, String remedy) {
        faulty.add(check);
        add(new Finding(check, Result.FAULT, found, remedy));
    }

    void skipped(String check, String why) {
        add(new Finding(check, Result.SKIPPED, why, ""));
    }

    /** True if that check has found a fault. */
    boolean isFaulty(String check) {
        return faulty.contains(check);
    }

    boolean hasFaults() {
        return !faulty.isEmpty();
    }

    private void add(Finding finding) {
        all.add(finding);
        told.accept(finding);
    }

    /** The message of the first cause that says something of its own. */
    static String words(Throwable e) {
        var cause = e;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        var words = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        var below = cause.getCause() == null ? null : cause.getCause().getMessage();
        return below == null || words.contains(below) ? words : words + ": " + below;
    }
}
