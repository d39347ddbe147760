package dev.sapa.chat.channel;

import dev.sapa.chat.visitor.Introduction;
import org.jspecify.annotations.Nullable;

/** Whoever writes from a telephone number. */
record Customer(
        String phone,
        @Nullable String name,
        @Nullable String email,
        @Nullable String address) {

    Introduction introduction() {
        return Introduction.ofCaller(phone, name, email, address);
    }
}
