package dev.sapa.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/health",
                "/api/v2/auth/.well-known/jwks.json",
                "/a/b...c/d",
                "/a%20b",
                "/a%C3%A9",
                "/docs/"
            })
    void lets_plain_paths_in(String path) {
        assertThat(RawPath.isPlain(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "//a",
                "/a//b",
                "/a/./b",
                "/a/../b",
                "/..",
                "/a;b",
                "/a%2Fb",
                "/a%5cb",
                "/%2E/a",
                "/a%3Bb",
                "/a%25",
                "/a%0d%0a",
                "/a%00",
                "/a%7f",
                "/a\\b",
                "/a b",
                "/a\u0001",
                "/\u00e9",
                "/a%",
                "/a%2",
                "/a%zz"
            })
    void keeps_ambiguous_paths_out(String path) {
        assertThat(RawPath.isPlain(path)).isFalse();
    }
}
