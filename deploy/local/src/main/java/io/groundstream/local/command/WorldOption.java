package io.groundstream.local.command;

import io.groundstream.embedded.World;
import io.groundstream.local.bench.WorldName;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Iterator;

/** A world by its name on the command line. */
final class WorldOption implements ITypeConverter<World>, Iterable<String> {
    @Override
    public World convert(String name) {
        return WorldName.world(name)
                .orElseThrow(
                        () ->
                                new TypeConversionException(
                                        "must be one of "
                                                + String.join(", ", WorldName.all())
                                                + ", is "
                                                + name));
    }

    @Override
    public Iterator<String> iterator() {
        return WorldName.all().iterator();
    }
}
