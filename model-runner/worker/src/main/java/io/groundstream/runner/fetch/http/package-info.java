/** Pictures over https: allowed hosts, checked addresses, bounded bytes and time. */
@NullMarked
package io.groundstream.runner.fetch.http;

import org.jspecify.annotations.NullMarked;
