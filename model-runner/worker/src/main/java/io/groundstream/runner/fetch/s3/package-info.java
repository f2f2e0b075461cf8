/** Pictures in the buckets of a store that speaks S3: requests that are signed, over fetch.http. */
@NullMarked
package io.groundstream.runner.fetch.s3;

import org.jspecify.annotations.NullMarked;
