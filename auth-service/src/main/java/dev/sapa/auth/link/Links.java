package dev.sapa.auth.link;

import jakarta.enterprise.context.ApplicationScoped;

/** Makes links that carry a one-time token. The token stands behind the {@code #}, which browsers send to nobody. */
@ApplicationScoped
public class Links {

    private final String base;

    Links(LinkSettings settings) {
        var url = settings.publicUrl().toString();
        this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** Where a forgotten password is replaced by a new one. */
    public String toPasswordReset(String token) {
        return base + "/reset-password#token=" + token;
    }

    /** Where people sign in. */
    public String toSignIn() {
        return base + "/";
    }

    /** Where an installation gets its first operator. */
    public String toBootstrap(String token) {
        return base + "/bootstrap#token=" + token;
    }
}
