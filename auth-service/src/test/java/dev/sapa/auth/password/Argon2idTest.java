package dev.sapa.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Argon2idTest {

    private final Argon2id cheap = new Argon2id(64, 1, 1);

    @Test
    void knows_the_password_again_and_no_other() {
        var hash = cheap.hash("correct horse");

        assertThat(hash).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
        assertThat(Argon2id.matches("correct horse", hash)).isTrue();
        assertThat(Argon2id.matches("correct horsf", hash)).isFalse();
        assertThat(cheap.hash("correct horse")).isNotEqualTo(hash);
    }

    @Test
    void agrees_with_the_reference_implementation() {
        // argon2 command line tool: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32
        var reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        assertThat(Argon2id.matches("password", reference)).isTrue();
    }

    @Test
    void sees_every_character_of_a_long_password_and_one_password_in_two_unicode_forms() {
        var hash = cheap.hash("x".repeat(200) + "a");

        assertThat(Argon2id.matches("x".repeat(200) + "b", hash)).isFalse();
        assertThat(Argon2id.matches("cafe\u0301", cheap.hash("caf\u00e9"))).isTrue();
        assertThat(Argon2id.matches("a\u0000b", cheap.hash("a\u0000c"))).isFalse();
    }

    @Test
    void wants_a_new_hash_when_the_cost_has_changed() {
        assertThat(cheap.isOutdated(cheap.hash("x"))).isFalse();
        assertThat(new Argon2id(64, 2, 1).isOutdated(cheap.hash("x"))).isTrue();
        assertThat(new Argon2id(128, 1, 1).isOutdated(cheap.hash("x"))).isTrue();
        assertThat(cheap.isOutdated("$2a$10$something")).isTrue();
    }

    @Test
    void takes_nothing_else_for_a_hash() {
        assertThat(Argon2id.matches("x", "")).isFalse();
        assertThat(Argon2id.matches("x", "x")).isFalse();
        assertThat(Argon2id.matches("x", "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$AAAA"))
                .isFalse();
    }
}
