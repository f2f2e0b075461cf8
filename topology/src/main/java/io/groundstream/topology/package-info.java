/** The topology as a service: its configuration, its start and its end. */
@NullMarked
package io.groundstream.topology;

import org.jspecify.annotations.NullMarked;
