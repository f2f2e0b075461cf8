/**
 * What an operator does to a cluster of the product's distributions, done by tests: install,
 * restart, upgrade, roll back, while images keep coming.
 */
@NullMarked
package io.groundstream.distribution.rehearsal;

import org.jspecify.annotations.NullMarked;
