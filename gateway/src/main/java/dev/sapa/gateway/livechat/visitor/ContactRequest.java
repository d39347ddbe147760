package dev.sapa.gateway.livechat.visitor;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.gateway.livechat.Field;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask back in one session; it may be another person than the account's.
 *
 * @param sessionToken the visitor's capability, where no header carries it
 */
record ContactRequest(
        @Nullable String sessionId,
        @Nullable String contactName,
        @Nullable String contactEmail,
        @Nullable String contactPhone,
        @Nullable String position,
        @Nullable String companyName,
        @Nullable String sessionToken) {

    /** Chat-service's contact; what is null is not sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Contact(
            String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String position,
            @Nullable String companyName) {}

    UUID conversation() {
        return Field.uuid("session_id", sessionId);
    }

    /** Fails with 400 when something is missing or malformed. */
    Contact contact() {
        var name = Field.required("contact_name", contactName);
        Field.required("contact_email", contactEmail);
        return new Contact(
                name,
                Field.email("contact_email", contactEmail),
                Field.said(contactPhone),
                Field.said(position),
                Field.said(companyName));
    }
}
