package io.groundstream.console.web;

import io.javalin.security.RouteRole;

/** Who may use a route. A route that says nothing is for those who have shown the token. */
public enum Access implements RouteRole {
    /** Whoever reaches the server: the page's files, the way in, and the probes. */
    OPEN
}
