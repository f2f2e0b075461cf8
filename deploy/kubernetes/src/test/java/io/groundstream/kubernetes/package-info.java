/**
 * Holds the manifests and the compose file against the code, without a cluster or a container
 * engine.
 */
@NullMarked
package io.groundstream.kubernetes;

import org.jspecify.annotations.NullMarked;
