package dev.sapa.gateway.messagecenter.user;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A staff user as the dashboard knows it.
 *
 * @param role {@code agent}, or {@code admin} for everybody who oversees the company
 */
public record CenterUser(
        long id,
        String name,
        String username,
        String email,
        @Nullable String phone,
        String role) {

    private static final String AGENT = "agent";

    /** From auth-service's view of it. */
    public static CenterUser of(JsonNode staff) {
        var phone = staff.path("phone");
        return new CenterUser(
                staff.path("number").asLong(),
                staff.path("name").asText(),
                staff.path("username").asText(),
                staff.path("email").asText(),
                phone.isTextual() ? phone.asText() : null,
                AGENT.equals(staff.path("role").asText()) ? AGENT : "admin");
    }
}
