package dev.sapa.auth.staff;

import org.jspecify.annotations.Nullable;

/**
 * What is said about a person.
 *
 * @param email    has an {@code @}; unique in the installation, in any case
 * @param username has no {@code @}; unique in the installation, in any case
 */
public record Profile(
        String email,
        String username,
        String name,
        @Nullable String phone) {}
