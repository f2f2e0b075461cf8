package io.groundstream.runner.tokenize;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;

import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.Manifest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A bundle's tokenizer: prompts to ids, ids to pieces of text. Threads may share it.
 *
 * <p>Control tokens come from the manifest's prompts alone. A user's words are cut by a tokenizer
 * that knows no control token, together with the prompt's words around them, as the reference would
 * cut them if it took them for words.
 */
public final class Tokenizer implements AutoCloseable {
    private final Manifest manifest;
    private final Map<Integer, ControlToken> controls;
    private final HuggingFaceTokenizer whole;
    private final HuggingFaceTokenizer words;

    private Tokenizer(
            Manifest manifest,
            List<ControlToken> controls,
            HuggingFaceTokenizer whole,
            HuggingFaceTokenizer words) {
        this.manifest = manifest;
        this.controls = new HashMap<>();
        controls.forEach(control -> this.controls.put(control.id(), control));
        this.whole = whole;
        this.words = words;
    }

    public static Tokenizer open(Bundle bundle) {
        Manifest manifest = bundle.manifest();
        // the library would otherwise tell its makers that it was started
        System.setProperty("OPT_OUT_TRACKING", "true");
        // and where it sees a GPU it would load another build of itself from the network
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("RUST_FLAVOR", "cpu");
        int first = manifest.tokens().firstSlot();
        Set<Integer> slots =
                IntStream.range(first, first + manifest.latents())
                        .boxed()
                        .collect(Collectors.toSet());
        try {
            TokenizerFile file = TokenizerFile.read(bundle.tokenizer(), slots);
            HuggingFaceTokenizer whole = load(file.whole());
            HuggingFaceTokenizer words = load(file.wordsOnly(manifest.tokens().unk()));
            return new Tokenizer(manifest, file.controls(), whole, words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HuggingFaceTokenizer load(byte[] json) throws IOException {
        var options = Map.of("addSpecialTokens", "false", "truncation", "false");
        return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), options);
    }

    /**
     * The ids of a prompt: begin, the picture's slots, then the task.
     *
     * @throws PromptException if the task is unknown, lacks its text or region, has one too many,
     *     or is too long
     */
    public long[] encode(PromptRequest request) {
        var tokens = manifest.tokens();
        var prompt = new PromptWriter(manifest, controls.values(), this::wordIds);
        prompt.id(tokens.bos());
        prompt.id(tokens.image());
        for (int i = 0; i < manifest.latents(); i++) {
            prompt.id(tokens.firstSlot() + i);
        }
        prompt.id(tokens.imageEnd());
        prompt.write(request);
        long[] ids = prompt.ids();
        int most = manifest.limits().promptTokens();
        if (ids.length > most) {
            throw new PromptException(
                    "the prompt has " + ids.length + " tokens, at most " + most + " are allowed");
        }
        return ids;
    }

    private long[] wordIds(String text) {
        long[] ids = words.encode(text, false, false).getIds();
        for (int i = 0; i < ids.length; i++) {
            if (controls.containsKey((int) ids[i])) {
                ids[i] = manifest.tokens().unk();
            }
        }
        return ids;
    }

    /** What each id adds to the text; the texts together are the decoded sequence. */
    public List<Piece> pieces(long[] ids) {
        var pieces = new ArrayList<Piece>(ids.length);
        for (int at = 0; at < ids.length; ) {
            ControlToken control = controls.get((int) ids[at]);
            if (control == null) {
                int end = at;
                while (end < ids.length && !controls.containsKey((int) ids[end])) {
                    end++;
                }
                words(ids, at, end, pieces);
                at = end;
            } else {
                pieces.add(
                        control.special()
                                ? new Piece("", Piece.Kind.SPECIAL)
                                : new Piece(control.content(), Piece.Kind.CONTROL));
                at++;
            }
        }
        return pieces;
    }

    /**
     * Decodes a stretch of words with ever more of its tokens. A decoder treats the first token of
     * a sequence as it treats no other, so a control token goes before.
     */
    private void words(long[] ids, int from, int to, List<Piece> pieces) {
        ControlToken lead = controls.get(manifest.tokens().imageEnd());
        int before = lead == null ? 0 : lead.content().length();
        var sequence = new long[to - from + 1];
        sequence[0] = manifest.tokens().imageEnd();
        System.arraycopy(ids, from, sequence, 1, to - from);
        String all = decode(sequence, sequence.length).substring(before);
        int done = 0;
        for (int i = 1; i < sequence.length; i++) {
            boolean last = i == sequence.length - 1;
            int length = last ? all.length() : decode(sequence, i + 1).length() - before;
            int end = Math.clamp(length, done, all.length());
            pieces.add(new Piece(all.substring(done, end), Piece.Kind.TEXT));
            done = end;
        }
    }

    private String decode(long[] ids, int count) {
        return whole.decode(Arrays.copyOf(ids, count), false);
    }

    @Override
    public void close() {
        whole.close();
        words.close();
    }
}
