package io.groundstream.local.bench;

import io.groundstream.embedded.World;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Worlds as they are written on a command line: {@code new-pairs}. */
public final class WorldName {
    private WorldName() {}

    public static String of(World world) {
        return world.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<World> world(String name) {
        return Arrays.stream(World.values()).filter(world -> of(world).equals(name)).findFirst();
    }

    public static List<String> all() {
        return Arrays.stream(World.values()).map(WorldName::of).toList();
    }
}
