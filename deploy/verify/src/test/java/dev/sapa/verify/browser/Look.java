package dev.sapa.verify.browser;

import java.util.List;
import java.util.Locale;

/** The screen in front of which somebody sits, and the theme that it wants. */
enum Look {
    DESKTOP_LIGHT(1366, 768, false),
    DESKTOP_DARK(1366, 768, true),
    PHONE_LIGHT(390, 844, false),
    PHONE_DARK(390, 844, true);

    static final List<Look> ALL = List.of(values());

    final int width;
    final int height;
    final boolean dark;

    Look(int width, int height, boolean dark) {
        this.width = width;
        this.height = height;
        this.dark = dark;
    }

    boolean isPhone() {
        return width < 600;
    }

    /** As part of a file's name. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
