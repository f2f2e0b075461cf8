package io.groundstream.console.web;

import io.javalin.config.RoutesConfig;

/** Some of the console's resources. */
public interface Resources {
    void addTo(RoutesConfig routes);
}
