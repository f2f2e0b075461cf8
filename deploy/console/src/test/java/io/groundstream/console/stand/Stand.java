package io.groundstream.console.stand;

import io.groundstream.backing.RealBroker;
import io.groundstream.backing.RealRegistry;
import io.groundstream.schemas.catalog.Topics;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import java.util.Map;

/**
 * Gives each test class an {@link Installation} of its own, all of them on one real broker and one
 * real registry, which end with the run.
 */
public final class Stand implements ParameterResolver {
    private static final Namespace OURS = Namespace.create(Stand.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Installation.class;
    }

    @Override
    public Installation resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var store = context.getRoot().getStore(OURS);
        var backing = store.computeIfAbsent(Backing.class, _ -> new Backing(), Backing.class);
        var prefix = context.getRequiredTestClass().getSimpleName() + ".";
        return store.computeIfAbsent(prefix, _ -> backing.installation(prefix), Installation.class);
    }

    private static final class Backing implements AutoCloseable {
        private final RealBroker broker = RealBroker.start(Map.of());
        private final RealRegistry registry = RealRegistry.start();

        Installation installation(String prefix) {
            return Installation.prepare(
                    broker.bootstrapServers(), registry.url(), new Topics(prefix));
        }

        @Override
        public void close() {
            registry.close();
            broker.close();
        }
    }
}
