/** What a search index is told of an image. Nothing here knows Kafka or any index. */
@NullMarked
package io.groundstream.topology.search;

import org.jspecify.annotations.NullMarked;
