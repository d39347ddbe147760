package dev.sapa.chat.visitor;

import java.util.Locale;

/** By what a visitor is known again; a start looks for them in this order. */
public enum IdentityKind {
    /** The user of the company whom the company's own token names. */
    COMPANY_USER_ID,
    BROWSER_UUID,
    OSS_USER_ID,
    EMAIL,
    PHONE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
