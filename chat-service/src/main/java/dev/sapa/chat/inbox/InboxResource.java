package dev.sapa.chat.inbox;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import dev.sapa.chat.conversation.ConversationProblem;
import dev.sapa.chat.conversation.Cursor;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The list that a desk works on. */
@Path("/inbox")
class InboxResource {

    private static final String ME = "me";
    private static final Set<String> RESPONDERS = Set.of("bot", "agent", "none");

    private final InboxListing listing;
    private final Callers callers;

    InboxResource(InboxListing listing, Callers callers) {
        this.listing = listing;
        this.callers = callers;
    }

    /**
     * Open conversations by their newest message, closed ones by their end, those in any state by their start, the latest
     * first. What moves while somebody pages may come twice, by the same id.
     *
     * @param scope  {@code mine}, {@code waiting} (for a person) or {@code all} that the caller may see
     * @param status {@code open}, {@code waiting}, {@code active}, {@code closed} or {@code any}
     * @param tag    by its name
     * @param topic  as it was given, whole
     * @param startedFrom   the first moment of the start, RFC 3339
     * @param startedBefore the moment behind the last one
     * @param counts also counts the open conversations that the caller may see, whatever the filters
     */
    @GET
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT})
    public Uni<InboxListing.Page> list(
            @RestQuery @DefaultValue("all") String scope,
            @RestQuery @DefaultValue("open") String status,
            @RestQuery("department_id") @Nullable UUID departmentId,
            @RestQuery("agent_id") @Nullable String agentId,
            @RestQuery("visitor_id") @Nullable UUID visitorId,
            @RestQuery @Nullable String tag,
            @RestQuery @Nullable String channel,
            @RestQuery @Nullable String responder,
            @RestQuery @Nullable String topic,
            @RestQuery("started_from") @Nullable String startedFrom,
            @RestQuery("started_before") @Nullable String startedBefore,
            @RestQuery @DefaultValue("false") boolean counts,
            @RestQuery @Nullable String cursor,
            @RestQuery @DefaultValue("100") @Min(1) @Max(500) int limit) {
        if (responder != null && !RESPONDERS.contains(responder)) {
            throw ConversationProblem.badFilter("responder");
        }
        return callers.staff()
                .map(staff -> new InboxQuery(
                        staff,
                        constant(InboxQuery.Scope.class, "scope", scope),
                        constant(InboxQuery.State.class, "status", status),
                        departmentId,
                        ME.equals(agentId) ? staff.id() : uuid("agent_id", agentId),
                        visitorId,
                        tag,
                        channel,
                        responder,
                        topic,
                        instant("started_from", startedFrom),
                        instant("started_before", startedBefore),
                        cursor == null || cursor.isEmpty() ? null : Cursor.decoded(cursor),
                        limit))
                .chain(query -> listing.list(query, counts));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name, String text) {
        for (var constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw ConversationProblem.badFilter(name);
    }

    private static @Nullable Instant instant(String name, @Nullable String text) {
        try {
            return text == null || text.isEmpty()
                    ? null
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw ConversationProblem.badFilter(name);
        }
    }

    private static @Nullable UUID uuid(String name, @Nullable String text) {
        try {
            return text == null || text.isEmpty() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ConversationProblem.badFilter(name);
        }
    }
}
