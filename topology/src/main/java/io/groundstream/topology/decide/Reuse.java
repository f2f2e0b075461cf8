package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.WorkResult;
import io.groundstream.schemas.service.ConfigException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * Which results may be given to images that come later.
 *
 * @param modelRevision of the model whose results are reused; empty means none
 * @param ttl how long a result is reused
 */
public record Reuse(String modelRevision, Duration ttl) {
    public Reuse {
        if (!ttl.isPositive()) {
            throw new ConfigException("reuse.ttl must be longer than 0");
        }
    }

    /** True if this result may be kept for others. */
    public boolean keeps(Generated done, String contentSha256) {
        return !contentSha256.isEmpty()
                && done.getContentSha256().equals(contentSha256)
                && isOurs(done);
    }

    /** True if what was kept may still be given away. */
    boolean allows(@Nullable WorkResult kept, Instant now) {
        return kept != null
                && kept.getGenerated() != null
                && isOurs(kept.getGenerated())
                && now.isBefore(kept.getStoredAt().plus(ttl));
    }

    private boolean isOurs(Generated done) {
        return !modelRevision.isEmpty() && done.getModel().getRevision().equals(modelRevision);
    }
}
