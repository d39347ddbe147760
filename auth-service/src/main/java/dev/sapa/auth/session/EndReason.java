package dev.sapa.auth.session;

import java.util.Locale;

/** Why a log-in ended before its time; travels in {@code CredentialsRevoked}. */
public enum EndReason {
    LOGOUT,
    REUSE,
    SUSPENDED,
    PASSWORD_CHANGED,
    ROLE_CHANGED;

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
