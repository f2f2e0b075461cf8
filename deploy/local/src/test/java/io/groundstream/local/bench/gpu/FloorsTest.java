package io.groundstream.local.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/** Numbers that were worked out by hand. */
class FloorsTest {
    /** Vocabulary 10, width 4, feed-forward 8, 1 layer, 2 latents, 5 of prompt; vision 2 wide. */
    private static final ModelShape TINY = new ModelShape(10, 4, 8, 1, 2, 5, 2, 4, 1, 5, 1);

    private static final double NONE = 1e30;

    @Test
    void weightsAreThoseOfTheLinearMaps() {
        // 4 × 4 × 4 of attention, 2 × 4 × 8 of feed-forward, 10 × 4 of logits
        assertThat(TINY.decoderWeights()).isEqualTo(64 + 64 + 40);
        // vision 4 × 2 × 2 + 2 × 2 × 4, a patch of 3 values to 2; projection 2 × 4 + 4 × 4 × 4
        assertThat(TINY.allWeights()).isEqualTo(168 + 16 + 16 + 6 + 8 + 64);
    }

    @Test
    void productsAreCountedTokenByToken() {
        // all weights once, and 4 values with each of 6 tokens, twice
        assertThat(TINY.stepProducts(5)).isEqualTo(168 + 2 * 4 * 6);
        // vision: 5 tokens × (32 + 2 × 5 × 2) and 4 patches × 6
        long vision = 5 * (32 + 20) + 4 * 6;
        // dense 5 × 8, keys and values of 7 × 2 × 16, out 2 × 16, attention 2 × 2 × 7 × 4
        long projection = 40 + 224 + 32 + 112;
        // 5 × 128, attention of 15 pairs × 4 values, twice; logits of one token
        long prefill = 640 + 120 + 40;
        assertThat(TINY.firstProducts()).isEqualTo(vision + projection + prefill);
    }

    @Test
    void aStepIsWeightsAndCacheOverBandwidth() {
        var floors = new Floors(TINY, new Machine("made up", 1_000, NONE), 2);

        // 3 rows, 4 tokens each: 5 + 2 before on the average, 8 values a token
        assertThat(floors.stepMillis(3, 4)).isCloseTo((168 + 3 * 8 * 8) * 2.0, within(1e-9));
    }

    @Test
    void whatComesFirstIsOperationsOverTheRateOfProducts() {
        var floors = new Floors(TINY, new Machine("made up", NONE, 1_000), 2);

        assertThat(floors.firstMillis(3)).isCloseTo(2.0 * 3 * TINY.firstProducts(), within(1e-6));
    }

    @Test
    void whicheverTakesLongerIsTheFloor() {
        var slowMemory = new Floors(TINY, new Machine("made up", 1, 1e9), 2);

        // 278 weights and 5 × 8 values of one row, 2 bytes each, one byte a second
        assertThat(slowMemory.firstMillis(1)).isCloseTo((278 + 40) * 2e3, within(1e-6));
    }

    @Test
    void theReleasedSizeHasTheReleasedNumberOfWeights(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("config.json"),
                """
                {"latent_query_num": 64,
                 "text_config": {"vocab_size": 65037, "embed_dim": 2048, "ffn_dim": 8192,
                   "layers": 24},
                 "vision_config": {"hidden_size": 1024, "intermediate_size": 4096,
                   "num_hidden_layers": 24, "image_size": 224, "patch_size": 14}}
                """);

        var shape = ModelShape.read(folder, 71);

        assertThat(shape.visionTokens()).isEqualTo(257);
        // 1.664 billion with biases, norms and tables of positions
        assertThat(shape.allWeights() / 1e9).isCloseTo(1.664, within(0.005));
        // keys and values of a token in half precision
        assertThat(shape.cacheValues() * 2).isEqualTo(196_608);
    }
}
