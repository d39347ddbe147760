package dev.sapa.chat.visitor;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor says about itself, trimmed; blank means unsaid.
 *
 * @param proven        the visitor that the credential proves it to be, if it does
 * @param companyUserId the company's own name for its user, proven by the company's token
 * @param trusted       whether what is said comes from somebody who may change a known visitor's details
 */
public record Introduction(
        @Nullable UUID proven,
        @Nullable String companyUserId,
        @Nullable String browserUuid,
        @Nullable String ossUserId,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String name,
        @Nullable String companyName,
        boolean trusted) {

    public Introduction {
        companyUserId = said(companyUserId);
        browserUuid = said(browserUuid);
        ossUserId = said(ossUserId);
        email = said(email);
        phone = said(phone);
        name = said(name);
        companyName = said(companyName);
    }

    /** Whether anything tells who this is. */
    public boolean identifies() {
        return proven != null || !identities().isEmpty();
    }

    /** The identities that were said, in the order in which they decide; comparable as they are. */
    Map<IdentityKind, String> identities() {
        var identities = new EnumMap<IdentityKind, String>(IdentityKind.class);
        put(identities, IdentityKind.COMPANY_USER_ID, companyUserId);
        put(identities, IdentityKind.BROWSER_UUID, browserUuid);
        put(identities, IdentityKind.OSS_USER_ID, ossUserId);
        put(identities, IdentityKind.EMAIL, email == null ? null : email.toLowerCase(Locale.ROOT));
        put(identities, IdentityKind.PHONE, phone);
        return identities;
    }

    private static void put(Map<IdentityKind, String> identities, IdentityKind kind, @Nullable String value) {
        if (value != null) {
            identities.put(kind, value);
        }
    }

    private static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
