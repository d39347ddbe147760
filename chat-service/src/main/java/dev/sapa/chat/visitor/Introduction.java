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
 * @param address       where it lives or works
 * @param byPhoneAlone  whether the phone number alone tells who it is, and the rest only describes it
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
        boolean trusted,
        @Nullable String address,
        boolean byPhoneAlone) {

    public Introduction {
        companyUserId = said(companyUserId);
        browserUuid = said(browserUuid);
        ossUserId = said(ossUserId);
        email = said(email);
        phone = said(phone);
        name = said(name);
        companyName = said(companyName);
        address = said(address);
    }

    public Introduction(
            @Nullable UUID proven,
            @Nullable String companyUserId,
            @Nullable String browserUuid,
            @Nullable String ossUserId,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String name,
            @Nullable String companyName,
            boolean trusted) {
        this(proven, companyUserId, browserUuid, ossUserId, email, phone, name, companyName, trusted, null, false);
    }

    /** Somebody who writes from a telephone, on the word of whoever carries its messages. */
    public static Introduction ofCaller(
            String phone, @Nullable String name, @Nullable String email, @Nullable String address) {
        return new Introduction(null, null, null, null, email, phone, name, null, true, address, true);
    }

    /** Whether anything tells who this is. */
    public boolean identifies() {
        return proven != null || !identities().isEmpty();
    }

    /** The identities that were said, in the order in which they decide; comparable as they are. */
    Map<IdentityKind, String> identities() {
        var identities = new EnumMap<IdentityKind, String>(IdentityKind.class);
        if (byPhoneAlone) {
            put(identities, IdentityKind.PHONE, digitsOf(phone));
            return identities;
        }
        put(identities, IdentityKind.COMPANY_USER_ID, companyUserId);
        put(identities, IdentityKind.BROWSER_UUID, browserUuid);
        put(identities, IdentityKind.OSS_USER_ID, ossUserId);
        put(identities, IdentityKind.EMAIL, email == null ? null : email.toLowerCase(Locale.ROOT));
        put(identities, IdentityKind.PHONE, digitsOf(phone));
        return identities;
    }

    private static void put(Map<IdentityKind, String> identities, IdentityKind kind, @Nullable String value) {
        if (value != null) {
            identities.put(kind, value);
        }
    }

    /** A number is the same one however it is written. */
    static @Nullable String digitsOf(@Nullable String phone) {
        var digits = phone == null ? "" : phone.replaceAll("\\D", "");
        return digits.isEmpty() ? phone : digits;
    }

    private static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
