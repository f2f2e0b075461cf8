package io.groundstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.LongStream;

final class WorldTest {
    @Test
    void theStandardWorldHasEverythingButWhatIsKeptBack() {
        var kinds = EnumSet.noneOf(Kind.class);
        var colours = EnumSet.noneOf(Colour.class);
        var settings = EnumSet.noneOf(Setting.class);
        var styles = EnumSet.noneOf(Style.class);
        for (var scene : scenes(World.STANDARD)) {
            settings.add(scene.background().setting());
            styles.add(scene.style());
            for (var thing : scene.things()) {
                kinds.add(thing.kind());
                colours.add(thing.colour());
                assertThat(World.NEW_PAIRS.shows(thing.kind(), thing.colour())).isFalse();
            }
        }

        assertThat(kinds).hasSize(Kind.values().length).hasSizeGreaterThanOrEqualTo(32);
        assertThat(colours).hasSize(10);
        assertThat(settings).hasSizeGreaterThanOrEqualTo(10).doesNotContain(Setting.SNOW);
        assertThat(styles).hasSize(4).doesNotContain(Style.STIPPLED);
    }

    @Test
    void theOtherWorldsShowWhatTrainingDidNot() {
        assertThat(scenes(World.NEW_PAIRS))
                .flatMap(Scene::things)
                .noneMatch(thing -> World.STANDARD.shows(thing.kind(), thing.colour()));
        assertThat(scenes(World.NEW_SETTING))
                .allMatch(scene -> scene.background().setting() == Setting.SNOW);
        assertThat(scenes(World.NEW_STYLE)).allMatch(scene -> scene.style() == Style.STIPPLED);
        assertThat(scenes(World.CROWDED))
                .extracting(scene -> scene.things().size())
                .containsOnly(6, 7, 8);
        assertThatThrownBy(() -> Scenes.draw(World.CROWDED, Split.TRAIN, 1))
                .hasMessageContaining("standard world only");
    }

    @Test
    void firstLessonsHaveFewThings() {
        assertThat(LongStream.range(0, 100).mapToObj(seed -> SceneDrawer.compose(seed, 2)))
                .extracting(scene -> scene.things().size())
                .containsOnly(1, 2);
    }

    private static List<Scene> scenes(World world) {
        return LongStream.range(0, 200)
                .mapToObj(seed -> SceneDrawer.compose(world, Split.FRESH, seed))
                .toList();
    }
}
