/** Reading and writing the product's topics from the command line. */
@NullMarked
package io.groundstream.operations.kafka;

import org.jspecify.annotations.NullMarked;
