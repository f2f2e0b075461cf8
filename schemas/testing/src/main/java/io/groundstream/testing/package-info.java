/**
 * The product's guarantees, as assertions that every test can end with, and damage to test them.
 */
@NullMarked
package io.groundstream.testing;

import org.jspecify.annotations.NullMarked;
