package io.groundstream.runner.fetch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.runner.fetch.attempt.AttemptException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "https://Pictures.TEST, https://pictures.test/",
        "HTTPS://pictures.test:443/a?b#c, https://pictures.test/a?b",
        "http://pictures.test:80/a%20b, http://pictures.test/a%20b",
        "https://pictures.test:8443?q, https://pictures.test:8443/?q",
        "https://pictures.test//evil.test/, https://pictures.test/evil.test/",
        "https://1.2.3.4/, https://1.2.3.4/",
        "https://[2001:DB8::0:1]/, https://[2001:db8:0:0:0:0:0:1]/",
        "https://xn--bcher-kva.test/, https://xn--bcher-kva.test/"
    })
    void aUrlHasOneSpelling(String written, String read) throws AttemptException {
        assertThat(Target.parse(written).uri()).hasToString(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://2130706433/",
                "https://0x7f.0.0.1/",
                "https://0177.0.0.1/",
                "https://127.0.0.01/",
                "https://127.1/",
                "https://1.2.3.256/",
                "https://1.2.3.4.5/",
                "https://pictures.test./",
                "https://pictures..test/",
                "https://-pictures.test/",
                "https://pictures_.test/",
                "https://[::ffff:127.0.0.1]/",
                "https://[fe80::1%25eth0]/",
                "https://bücher.test/",
                "https://user@pictures.test/",
                "ftp://pictures.test/"
            })
    void otherSpellingsAreRefused(String url) {
        assertThatThrownBy(() -> Target.parse(url)).isInstanceOf(AttemptException.class);
    }

    @Test
    void aUrlMayNotBeEndless() {
        var url = "https://pictures.test/" + "a".repeat(9_000);

        assertThatThrownBy(() -> Target.parse(url)).isInstanceOf(AttemptException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0177.0.0.1",
                "pictures.test.",
                "https://pictures.test/",
                "https://pictures.test/a",
                "user@pictures.test",
                "*",
                "*.*.test",
                "*.1",
                "ftp://pictures.test"
            })
    void anEntryOfTheAllowListIsReadAsStrictly(String entry) {
        var entries = List.of(entry);

        assertThatThrownBy(() -> AllowedHosts.of(entries))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
