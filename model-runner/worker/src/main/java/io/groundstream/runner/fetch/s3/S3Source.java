package io.groundstream.runner.fetch.s3;

import io.groundstream.runner.fetch.attempt.Attempt;
import io.groundstream.runner.fetch.attempt.AttemptException;
import io.groundstream.runner.fetch.attempt.Source;
import io.groundstream.runner.fetch.http.Exchange;
import io.groundstream.runner.fetch.http.Reply.Body;
import io.groundstream.runner.fetch.http.Reply.Moved;
import io.groundstream.runner.fetch.http.Target;

import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Pictures in allowed buckets. Redirects are not followed: what is signed is for one place. */
public final class S3Source implements Source {
    private final S3Store store;
    private final Signer signer;
    private final Exchange exchange;

    public S3Source(S3Store store, Exchange exchange) {
        this.store = store;
        this.signer = new Signer(store.region(), store.credentials());
        this.exchange = exchange;
    }

    @Override
    public Attempt find(String reference) throws AttemptException {
        var place = Place.parse(reference);
        if (!store.buckets().contains(place.bucket())) {
            throw AttemptException.forbidden("the bucket is not in s3.buckets");
        }
        var target = target(place);
        return until -> get(target, until);
    }

    private byte[] get(Target target, long until) throws AttemptException {
        return switch (exchange.get(target, signer.headers(target), until)) {
            case Body body -> body.bytes();
            case Moved _ ->
                    throw AttemptException.lasting(
                            "the store redirects: do s3.endpoint and s3.region fit the bucket?");
        };
    }

    private Target target(Place place) {
        var endpoint = store.endpoint();
        var key = "/" + SdkHttpUtils.urlEncodeIgnoreSlashes(place.key());
        return store.pathStyle()
                ? endpoint.at("/" + place.bucket() + key)
                : new Target(
                        endpoint.scheme(),
                        place.bucket() + "." + endpoint.host(),
                        endpoint.port(),
                        key);
    }
}
