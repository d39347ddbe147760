package dev.sapa.events;

import java.util.Locale;

/** How enumerations are written: the constant's name in lower case. */
final class Wire {

    private Wire() {}

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
