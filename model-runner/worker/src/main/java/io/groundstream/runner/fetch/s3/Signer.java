package io.groundstream.runner.fetch.s3;

import io.groundstream.runner.fetch.http.Target;
import io.groundstream.runner.fetch.s3.S3Store.Credentials;

import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Signature version 4 of a GET; nothing for who asks as anybody. */
final class Signer {
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final String region;
    private final Optional<AwsCredentialsIdentity> identity;

    Signer(String region, Optional<Credentials> credentials) {
        this.region = region;
        this.identity = credentials.map(Signer::identity);
    }

    /** The headers that make a request a signed one. */
    Map<String, String> headers(Target target) {
        return identity.map(who -> headers(target, who)).orElse(Map.of());
    }

    private Map<String, String> headers(Target target, AwsCredentialsIdentity who) {
        var request = SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(target.uri()).build();
        var signed =
                signer.sign(
                        sign ->
                                sign.identity(who)
                                        .request(request)
                                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false));
        var headers = new HashMap<String, String>();
        signed.request()
                .headers()
                .forEach((name, values) -> headers.put(name, String.join(",", values)));
        // the client writes it, from the same target
        headers.remove("Host");
        return headers;
    }

    private static AwsCredentialsIdentity identity(Credentials who) {
        return who.sessionToken()
                .<AwsCredentialsIdentity>map(
                        token ->
                                AwsSessionCredentialsIdentity.create(
                                        who.accessKey(), who.secretKey(), token))
                .orElseGet(() -> AwsCredentialsIdentity.create(who.accessKey(), who.secretKey()));
    }
}
