package io.groundstream.runner.tokenize;

import org.jspecify.annotations.Nullable;

/**
 * One task for one picture.
 *
 * @param task its name in the contracts, a key of the manifest's prompts
 * @param text the phrase or question, where the task takes one
 * @param region the place, where the task takes one
 */
public record PromptRequest(String task, @Nullable String text, @Nullable Region region) {
    public static PromptRequest of(String task) {
        return new PromptRequest(task, null, null);
    }

    public static PromptRequest of(String task, String text) {
        return new PromptRequest(task, text, null);
    }
}
