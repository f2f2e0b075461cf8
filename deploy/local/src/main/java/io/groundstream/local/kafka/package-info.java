/** Reading and writing the product's topics from the command line. */
@NullMarked
package io.groundstream.local.kafka;

import org.jspecify.annotations.NullMarked;
