/** What people may ask for, and how that is asked of Lucene. Nothing here knows Kafka. */
@NullMarked
package io.groundstream.search.query;

import org.jspecify.annotations.NullMarked;
