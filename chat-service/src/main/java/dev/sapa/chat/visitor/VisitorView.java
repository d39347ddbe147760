package dev.sapa.chat.visitor;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A visitor as the company's staff see it.
 *
 * @param name       contact details are what it said last
 * @param identities by what it is known again
 */
record VisitorView(
        UUID id,
        long number,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String companyName,
        Instant createdAt,
        List<Identity> identities) {

    /** @param kind {@code browser_uuid}, {@code oss_user_id}, {@code email}, {@code phone} or {@code company_user_id} */
    record Identity(String kind, String value) {}
}
