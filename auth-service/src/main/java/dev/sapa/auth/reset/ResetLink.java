package dev.sapa.auth.reset;

import java.time.Instant;

/** A link by which one person chooses a new password, once. */
record ResetLink(String link, Instant expiresAt) {

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return "ResetLink[" + expiresAt + "]";
    }
}
