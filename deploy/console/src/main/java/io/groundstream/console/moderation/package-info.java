/**
 * What was decided and why, people's verdicts, and policies: looked at, tried out and published.
 */
@NullMarked
package io.groundstream.console.moderation;

import org.jspecify.annotations.NullMarked;
