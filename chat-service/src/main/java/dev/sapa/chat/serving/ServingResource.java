package dev.sapa.chat.serving;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import dev.sapa.chat.conversation.ConversationView;
import dev.sapa.chat.conversation.Side;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What the gateway asks for clients that cannot say how far they have read. */
@Path("/serving")
class ServingResource {

    private final ServingService serving;
    private final Callers callers;

    ServingResource(ServingService serving, Callers callers) {
        this.serving = serving;
        this.callers = callers;
    }

    /** Who the company's user is here, made known if it never came. */
    @POST
    @Path("/visitor")
    @RolesAllowed(Role.VISITOR)
    public Uni<VisitorIdView> visitor() {
        return callers.current().chain(serving::visitor).map(VisitorIdView::new);
    }

    /** The conversation in which the visitor of that name can be answered, opened if there is none; 404 for nobody. */
    @POST
    @Path("/conversation")
    @RolesAllowed(Role.COMPANY_AGENT)
    public Uni<ConversationView> conversation(@NotNull @Valid AddressRequest request) {
        return callers.current().chain(caller -> serving.conversation(caller, request.userId()));
    }

    /** What nobody of the company has evidently seen of its open conversations, oldest first. */
    @GET
    @Path("/companies/{id}/unserved")
    @RolesAllowed(Role.SERVICE)
    public Uni<UnservedView> ofCompany(@RestPath UUID id) {
        return serving.ofCompany(id).map(UnservedView::new);
    }

    /** What the visitor has evidently not seen of its open conversations, oldest first. */
    @GET
    @Path("/visitors/{id}/unserved")
    @RolesAllowed(Role.SERVICE)
    public Uni<UnservedView> ofVisitor(@RestPath UUID id, @RestQuery("company_id") @NotNull UUID company) {
        return serving.ofVisitor(company, id).map(UnservedView::new);
    }

    /** Whose the conversation is, and how far both sides were served. */
    @GET
    @Path("/conversations/{id}")
    @RolesAllowed(Role.SERVICE)
    public Uni<ServedView> served(@RestPath UUID id) {
        return serving.served(id);
    }

    /** Notes how far a side was served; never back. */
    @POST
    @Path("/positions")
    @RolesAllowed(Role.SERVICE)
    public Uni<Void> note(@NotNull @Valid PositionsRequest request) {
        return serving.note(request.side().equals("visitor") ? Side.VISITOR : Side.STAFF, request.positions());
    }

    record VisitorIdView(UUID visitorId) {}

    record AddressRequest(
            @NotBlank @Size(max = 200) @Pattern(regexp = "[^\\x00]*")
            String userId) {}

    record UnservedView(List<UnservedMessage> items) {}

    record PositionsRequest(
            @NotNull @Pattern(regexp = "visitor|staff") String side,
            @NotNull @Size(max = 1000) Map<@NotNull UUID, @NotNull @Min(0) Long> positions) {}
}
