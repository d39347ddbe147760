package dev.sapa.gateway.livechat.session;

import dev.sapa.gateway.livechat.NativeObject;
import org.jspecify.annotations.Nullable;

/** Whom to ask back in a session, in seed 003's names; what was not said is null. */
public record ContactItem(
        @Nullable String contactName,
        @Nullable String contactEmail,
        @Nullable String contactPhone,
        @Nullable String position,
        @Nullable String companyName) {

    /** Null where the session has none. */
    public static @Nullable ContactItem of(@Nullable NativeObject contact) {
        return contact == null
                ? null
                : new ContactItem(
                        contact.text("name"),
                        contact.text("email"),
                        contact.text("phone"),
                        contact.text("position"),
                        contact.text("company_name"));
    }
}
