/** A second family, as small as one can be: whatever it is shown, it repeats the prompt's end. */
@NullMarked
package io.groundstream.runner.importer.echo;

import org.jspecify.annotations.NullMarked;
