package io.groundstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.stream.LongStream;

final class CaptionTest {
    @Test
    void readsAsAPersonWouldWriteIt() {
        var things =
                List.of(
                        thing(Kind.CAR, Colour.RED, Size.LARGE),
                        thing(Kind.TREE, Colour.GREEN, Size.SMALL),
                        thing(Kind.BALL, Colour.BLUE, Size.SMALL));

        assertThat(Caption.of(things).text())
                .isEqualTo(
                        "An image of a large red car, a small green tree and a small blue ball.");
        assertThat(Caption.of(things.subList(0, 2)).text())
                .isEqualTo("An image of a large red car and a small green tree.");
        assertThat(Caption.of(things.subList(0, 1)).text())
                .isEqualTo("An image of a large red car.");
    }

    @Test
    void everySpanPointsAtItsPhrase() {
        LongStream.range(0, 200)
                .mapToObj(seed -> SceneDrawer.compose(Split.FRESH, seed).caption())
                .forEach(
                        caption ->
                                assertThat(caption.phrases())
                                        .allSatisfy(
                                                phrase ->
                                                        assertThat(spanned(caption, phrase))
                                                                .isEqualTo(phrase.text())));
    }

    private static String spanned(Caption caption, Caption.Phrase phrase) {
        var text = caption.text();
        return text.substring(
                text.offsetByCodePoints(0, phrase.start()),
                text.offsetByCodePoints(0, phrase.end()));
    }

    private static Thing thing(Kind kind, Colour colour, Size size) {
        return new Thing(kind, colour, size, new Box(0.1, 0.1, 0.2, 0.2), new AffineTransform());
    }
}
