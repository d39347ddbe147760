package dev.sapa.gateway.livechat.visitor;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.LivechatProblem;
import org.jspecify.annotations.Nullable;

/**
 * Seed 002's and seed 003's start in one; which fields are present tells who the visitor is.
 *
 * @param priority {@code low}, {@code normal}, {@code high} or {@code urgent}; {@code medium} means {@code normal}
 * @param company  slug of the company, where neither credential nor host tells it
 */
record StartChatRequest(
        @Nullable String browserUuid,
        @Nullable String ossUserId,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String companyName,
        @Nullable String personName,
        @Nullable String topic,
        @Nullable String priority,
        @Nullable String userAgent,
        @Nullable String company) {

    /** Chat-service's opening; what is null is not sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Opening(
            @Nullable String company,
            String topic,
            String priority,
            String channel,
            Visitor visitor,
            @Nullable String userAgent,
            @JsonProperty("new") boolean another) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Visitor(
            @Nullable String browserUuid,
            @Nullable String ossUserId,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String name,
            @Nullable String companyName) {

        /** What it calls itself first of all, to count its starts by. */
        String label() {
            return browserUuid != null ? browserUuid : ossUserId != null ? ossUserId : String.valueOf(email);
        }
    }

    /**
     * The opening of another conversation.
     *
     * @param userAgent of the request, unless the body tells it
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 when something is missing or malformed
     */
    Opening opening(boolean ossPath, @Nullable String userAgent) {
        var required = Field.required("topic", topic);
        requireIdentity(ossPath);
        return new Opening(
                Field.said(company),
                required,
                Field.priority(priority),
                "web",
                visitor(),
                Field.isBlank(this.userAgent) ? Field.said(userAgent) : Field.said(this.userAgent),
                true);
    }

    private void requireIdentity(boolean ossPath) {
        if (!Field.isBlank(browserUuid)) {
            return;
        }
        if (!Field.isBlank(ossUserId)) {
            Field.required("email", email);
        } else if (ossPath && Field.isBlank(companyName) && Field.isBlank(personName)) {
            throw LivechatProblem.missing("browser_uuid, or oss_user_id and email");
        } else {
            Field.required("company_name", companyName);
            Field.required("person_name", personName);
            Field.required("email", email);
        }
    }

    private Visitor visitor() {
        return new Visitor(
                Field.isBlank(browserUuid)
                        ? null
                        : Field.uuid("browser_uuid", browserUuid).toString(),
                Field.said(ossUserId),
                Field.email("email", email),
                Field.said(phone),
                Field.said(personName),
                Field.said(companyName));
    }
}
