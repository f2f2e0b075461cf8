/** What a request says, checked before anything is done with it, and how it is answered. */
@NullMarked
package io.groundstream.console.request;

import org.jspecify.annotations.NullMarked;
