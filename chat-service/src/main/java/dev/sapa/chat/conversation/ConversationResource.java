package dev.sapa.chat.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import dev.sapa.events.Conversation.Status;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Conversations as staff and visitors see, read and close them. */
@Path("/conversations")
class ConversationResource {

    private static final String ME = "me";

    private final ConversationService conversations;
    private final ConversationListing listing;
    private final Callers callers;

    ConversationResource(ConversationService conversations, ConversationListing listing, Callers callers) {
        this.conversations = conversations;
        this.listing = listing;
        this.callers = callers;
    }

    /** Lists what the asking staff user may see; {@code total=true} also counts it. */
    @GET
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT})
    public Uni<ConversationsView> list(
            @RestQuery @Nullable String status,
            @RestQuery("agent_id") @Nullable String agentId,
            @RestQuery("department_id") @Nullable String departmentId,
            @RestQuery("visitor_id") @Nullable String visitorId,
            @RestQuery @DefaultValue("newest") String order,
            @RestQuery @Nullable String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit,
            @RestQuery @DefaultValue("false") boolean total) {
        return callers.staff()
                .map(staff -> new ConversationQuery(
                        staff,
                        status(status),
                        ME.equals(agentId) ? staff.id() : uuid("agent_id", agentId),
                        uuid("department_id", departmentId),
                        uuid("visitor_id", visitorId),
                        isNewestFirst(order),
                        cursor == null || cursor.isEmpty() ? null : Cursor.decoded(cursor),
                        limit))
                .chain(query -> listing.list(query, total))
                .map(page -> new ConversationsView(page.items(), page.nextCursor(), page.total()));
    }

    /** Ends the conversation; the visitor, its agent and overseers may. The body may be absent, and then its type too. */
    @POST
    @Path("/{id}/close")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.VISITOR})
    public Uni<ConversationView> close(@RestPath UUID id, @Nullable @Valid CloseConversationRequest request) {
        var said = request == null ? CloseConversationRequest.WITHOUT_A_WORD : request;
        return callers.current().chain(caller -> conversations.close(caller, id, said.closing()));
    }

    /** Says that the caller's side has read everything up to {@code seq}. */
    @POST
    @Path("/{id}/read")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.VISITOR})
    public Uni<Void> read(@RestPath UUID id, @NotNull @Valid ReadRequest request) {
        return callers.current().chain(caller -> conversations.read(caller, id, request.seq()));
    }

    /** How far conversations have come; unknown ids are absent. */
    @POST
    @Path("/heads")
    @RolesAllowed(Role.SERVICE)
    public Uni<HeadsView> heads(@NotNull @Valid HeadsRequest request) {
        return listing.heads(request.ids()).map(HeadsView::new);
    }

    private static @Nullable Status status(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return Wire.status(text);
        } catch (IllegalArgumentException e) {
            throw ConversationProblem.badFilter("status");
        }
    }

    private static @Nullable UUID uuid(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ConversationProblem.badFilter(name);
        }
    }

    private static boolean isNewestFirst(String order) {
        return switch (order) {
            case "newest" -> true;
            case "oldest" -> false;
            default -> throw ConversationProblem.badFilter("order");
        };
    }

    /**
     * @param nextCursor null at the end
     * @param total absent unless asked for
     */
    record ConversationsView(
            List<ConversationView> items,
            @Nullable String nextCursor,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long total) {}

    record ReadRequest(@NotNull @Min(0) Long seq) {}

    record HeadsRequest(@NotNull @Size(max = 1000) List<@NotNull UUID> ids) {}

    record HeadsView(Map<UUID, ConversationListing.HeadView> heads) {}
}
