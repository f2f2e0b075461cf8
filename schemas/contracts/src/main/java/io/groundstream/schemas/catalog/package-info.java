/**
 * The topics, share group and schemas that a cluster needs, and the admin step that creates them.
 */
@NullMarked
package io.groundstream.schemas.catalog;

import org.jspecify.annotations.NullMarked;
