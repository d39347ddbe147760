package dev.sapa.chat.bot;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A company's own bot. */
@Path("/bot")
@RolesAllowed({Role.OPERATOR, Role.ADMIN})
class WebhookResource {

    private static final String NO_STORE = "no-store";

    private final WebhookService bots;
    private final Callers callers;

    WebhookResource(WebhookService bots, Callers callers) {
        this.bots = bots;
        this.callers = callers;
    }

    /** 404 when the company has none. */
    @GET
    @Path("/webhook")
    public Uni<WebhookView> find() {
        return callers.staff().chain(bots::find);
    }

    /** Says where the bot is and how it behaves; the first time the answer has the secret. */
    @PUT
    @Path("/webhook")
    @ResponseHeader(name = "Cache-Control", value = NO_STORE)
    public Uni<WebhookView> define(@NotNull @Valid WebhookRequest request) {
        return callers.staff().chain(staff -> bots.define(staff, request));
    }

    @DELETE
    @Path("/webhook")
    public Uni<Void> remove() {
        return callers.staff().chain(bots::remove);
    }

    /** A new secret, in this answer alone; the one before signs nothing more. */
    @POST
    @Path("/webhook/secret")
    @ResponseHeader(name = "Cache-Control", value = NO_STORE)
    public Uni<WebhookView> renewSecret() {
        return callers.staff().chain(bots::renewSecret);
    }

    /** What the bot was told, newest first. */
    @GET
    @Path("/deliveries")
    public Uni<WebhookService.Page> deliveries(
            @RestQuery @Nullable @Pattern(regexp = "waiting|told|done|dead") String state,
            @RestQuery @Nullable UUID cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return callers.staff().chain(staff -> bots.deliveries(staff, state, cursor, limit));
    }

    /** Tells a dead one again. What the bot answers counts only where it is the responder. */
    @POST
    @Path("/deliveries/{id}/replay")
    public Uni<DeliveryView> replay(@RestPath UUID id) {
        return callers.staff().chain(staff -> bots.replay(staff, id));
    }
}
