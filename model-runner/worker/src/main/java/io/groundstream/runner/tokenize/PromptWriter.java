package io.groundstream.runner.tokenize;

import io.groundstream.runner.bundle.Manifest;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/** Writes one prompt: its template's tags as control tokens, everything else as words. */
final class PromptWriter {
    private static final String TEXT = "{text}";
    private static final String REGION = "{region}";

    private final Manifest manifest;
    private final List<ControlToken> controls;
    private final Function<String, long[]> wordIds;
    private final LongStream.Builder ids = LongStream.builder();
    private final StringBuilder words = new StringBuilder();
    private boolean eatsRight;

    PromptWriter(
            Manifest manifest,
            Collection<ControlToken> controls,
            Function<String, long[]> wordIds) {
        this.manifest = manifest;
        this.controls = new ArrayList<>(controls);
        this.controls.sort(
                Comparator.comparingInt((ControlToken token) -> token.content().length())
                        .reversed());
        this.wordIds = wordIds;
    }

    void id(int id) {
        ids.add(id);
    }

    void write(PromptRequest request) {
        String template = manifest.prompts().tasks().get(request.task());
        if (template == null) {
            throw new PromptException("this model has no task " + request.task());
        }
        String text = text(request, template.contains(TEXT));
        Region region = region(request, template.contains(REGION));
        for (int at = 0; at < template.length(); ) {
            ControlToken control = controlAt(template, at);
            if (template.startsWith(TEXT, at)) {
                words.append(text);
                at += TEXT.length();
            } else if (template.startsWith(REGION, at) && region != null) {
                flush(false);
                int first = manifest.tokens().firstLocation();
                ids.add(first + region.upperLeft(manifest.grid()));
                ids.add(first + region.lowerRight(manifest.grid()));
                at += REGION.length();
            } else if (control != null) {
                flush(control.eatsLeft());
                ids.add(control.id());
                eatsRight = control.eatsRight();
                at += control.content().length();
            } else {
                words.append(template.charAt(at++));
            }
        }
        flush(false);
    }

    private static String text(PromptRequest request, boolean needed) {
        String text =
                request.text() == null ? "" : Blank.strip(TokenizerFile.harmless(request.text()));
        if (needed == text.isEmpty()) {
            throw new PromptException(
                    request.task() + (needed ? " needs a text" : " takes no text"));
        }
        return text;
    }

    private static @Nullable Region region(PromptRequest request, boolean needed) {
        if (needed == (request.region() == null)) {
            throw new PromptException(
                    request.task() + (needed ? " needs a region" : " takes no region"));
        }
        return request.region();
    }

    private @Nullable ControlToken controlAt(String template, int at) {
        for (ControlToken control : controls) {
            if (template.startsWith(control.content(), at)) {
                return control;
            }
        }
        return null;
    }

    private void flush(boolean eatsLeft) {
        String stretch = words.toString();
        stretch = eatsRight ? Blank.stripLeading(stretch) : stretch;
        stretch = eatsLeft ? Blank.stripTrailing(stretch) : stretch;
        if (!stretch.isEmpty()) {
            for (long id : wordIds.apply(stretch)) {
                ids.add(id);
            }
        }
        words.setLength(0);
        eatsRight = false;
    }

    long[] ids() {
        return ids.build().toArray();
    }
}
