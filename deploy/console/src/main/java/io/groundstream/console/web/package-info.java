/**
 * The console's web server: what every request must satisfy, and what every answer carries. Nothing
 * here knows Kafka.
 */
@NullMarked
package io.groundstream.console.web;

import org.jspecify.annotations.NullMarked;
