package dev.sapa.gateway.livechat.visitor;

import dev.sapa.gateway.livechat.Field;
import org.jspecify.annotations.Nullable;

/** Which browser turned out to be which account's; all three are required. */
record LinkRequest(
        @Nullable String browserUuid,
        @Nullable String ossUserId,
        @Nullable String email) {

    /** Chat-service's link. */
    record Link(
            String browserUuid, String ossUserId, @Nullable String email) {}

    /** Fails with 400 when something is missing or malformed. */
    Link link() {
        var browser = Field.uuid("browser_uuid", browserUuid).toString();
        var account = Field.required("oss_user_id", ossUserId);
        Field.required("email", email);
        return new Link(browser, account, Field.email("email", email));
    }
}
