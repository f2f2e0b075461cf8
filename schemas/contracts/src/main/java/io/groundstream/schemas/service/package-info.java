/** What every service needs to run: settings that are validated as a whole, and a health probe. */
@NullMarked
package io.groundstream.schemas.service;

import org.jspecify.annotations.NullMarked;
