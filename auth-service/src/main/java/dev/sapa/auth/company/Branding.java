package dev.sapa.auth.company;

import org.jspecify.annotations.Nullable;

/**
 * How a company presents itself to its visitors; what is null is left to whoever shows it.
 *
 * @param name  where it is to be called otherwise than the company
 * @param color as {@code #rrggbb}
 */
record Branding(
        @Nullable String name,
        @Nullable String color,
        @Nullable String logoUrl,
        @Nullable String greeting) {}
