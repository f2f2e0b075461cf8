package io.groundstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Reads expressions and questions as a person would, and looks for the answers in the scene. */
final class ExamTest {
    private static final List<Scene> SCENES =
            LongStream.range(0, 400).mapToObj(seed -> Scenes.draw(seed).scene()).toList();

    @Test
    void expressionsMeanTheThingsWhoseBoxesTheyGive() {
        for (var scene : SCENES) {
            assertThat(scene.exam().refers()).isNotEmpty();
            for (var refer : scene.exam().refers()) {
                assertThat(meant(scene, refer.text()).stream().map(Thing::box))
                        .as(refer.text())
                        .containsExactlyElementsOf(refer.boxes());
            }
        }
        assertThat(SCENES)
                .flatMap(scene -> scene.exam().refers())
                .as("some mean several things, some say where")
                .anyMatch(refer -> refer.boxes().size() > 1)
                .anyMatch(refer -> refer.text().contains("left of"));
    }

    @Test
    void countsColoursAndExistenceAreThoseOfTheScene() {
        for (var scene : SCENES) {
            for (var question : scene.exam().questions()) {
                var text = question.text().replace("?", "");
                var answer = question.answer();
                if (text.startsWith("How many ")) {
                    var noun = text.substring(9).replace(" are there", "");
                    assertThat(Words.number(count(scene, noun))).as(text).isEqualTo(answer);
                } else if (text.startsWith("What colour is ")) {
                    var one = meant(scene, text.substring(15));
                    assertThat(one).as(text).hasSize(1);
                    assertThat(one.getFirst().colour().word()).isEqualTo(answer);
                } else if (text.startsWith("Is there ")) {
                    boolean is = count(scene, text.replaceFirst("Is there an? ", "")) > 0;
                    assertThat(answer).as(text).isEqualTo(is ? "yes" : "no");
                } else if (text.startsWith("What is ")) {
                    var there = meant(scene, "the thing " + text.substring(8));
                    assertThat(there).as(text).hasSize(1);
                    assertThat(answer).endsWith(" " + there.getFirst().noun());
                    assertThat(question.box()).contains(there.getFirst().box());
                }
            }
        }
    }

    @Test
    void everySortOfQuestionIsAskedAndYesIsAsLikelyAsNo() {
        var questions = SCENES.stream().flatMap(scene -> scene.exam().questions().stream());
        var sorts =
                questions.collect(
                        Collectors.groupingBy(
                                question -> question.text().replaceFirst(" .*", ""),
                                Collectors.mapping(
                                        Exam.Question::answer, Collectors.toUnmodifiableList())));

        assertThat(sorts.keySet()).isEqualTo(Set.of("What", "How", "Where", "Is"));
        var answers = sorts.get("Is");
        assertThat((double) answers.stream().filter("yes"::equals).count() / answers.size())
                .isBetween(0.35, 0.65);
    }

    @Test
    void aPlaceIsNamedOnlyWhereItIsClear() {
        assertThat(Place.of(new Box(0, 0, 0.2, 0.2)).orElseThrow().words())
                .isEqualTo("at the top left");
        assertThat(Place.of(new Box(0.4, 0.4, 0.6, 0.6)).orElseThrow().words())
                .isEqualTo("in the middle");
        assertThat(Place.of(new Box(0.8, 0.4, 1, 0.6)).orElseThrow().words())
                .isEqualTo("on the right");
        assertThat(Place.of(new Box(0.2, 0.4, 0.46, 0.6))).isEmpty();
    }

    @Test
    void pluralsAreThoseOfEnglish() {
        assertThat(Arrays.stream(Kind.values()).map(Kind::word).map(Words::plural))
                .contains("cars", "fish", "butterflies", "knives", "cacti", "boats")
                .doesNotHaveDuplicates();
        assertThat(Words.a("orange car")).isEqualTo("an orange car");
    }

    /** "the red cars left of the small tree": those words, then a side, then a single thing. */
    private static List<Thing> meant(Scene scene, String text) {
        for (var side : Side.values()) {
            int at = text.indexOf(" " + side.words() + " ");
            if (at >= 0) {
                var anchor = meant(scene, text.substring(at + side.words().length() + 2));
                assertThat(anchor).as(text).hasSize(1);
                var first = anchor.getFirst();
                return meant(scene, text.substring(0, at)).stream()
                        .filter(thing -> !thing.equals(first) && beyond(thing, first, side))
                        .toList();
            }
        }
        return scene.things().stream().filter(described(text.replaceFirst("^the ", ""))).toList();
    }

    private static boolean beyond(Thing thing, Thing from, Side side) {
        double across = thing.box().x0() + thing.box().x1() - from.box().x0() - from.box().x1();
        double down = thing.box().y0() + thing.box().y1() - from.box().y0() - from.box().y1();
        return switch (side) {
            case LEFT -> across < 0;
            case RIGHT -> across > 0;
            case ABOVE -> down < 0;
            case BELOW -> down > 0;
        };
    }

    private static int count(Scene scene, String noun) {
        return (int) scene.things().stream().filter(described(noun)).count();
    }

    private static Predicate<Thing> described(String noun) {
        return thing ->
                Arrays.stream(noun.split(" "))
                        .allMatch(
                                word ->
                                        word.startsWith("thing")
                                                || word.equals(thing.size().word())
                                                || word.equals(thing.colour().word())
                                                || word.equals(thing.kind().word())
                                                || word.equals(Words.plural(thing.kind().word())));
    }
}
