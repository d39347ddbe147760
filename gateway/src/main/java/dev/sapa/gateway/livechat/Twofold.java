package dev.sapa.gateway.livechat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A success for the clients of both seeds: seed 002's read {@code data}, seed 003's the same fields beside it.
 *
 * @param same the same as {@code data}; its fields must not be named like those of the envelope
 */
public record Twofold<T>(
        boolean success,
        String message,
        T data,
        @JsonUnwrapped T same) {

    public static <T> Twofold<T> of(String message, T data) {
        return new Twofold<>(true, message, data, data);
    }
}
