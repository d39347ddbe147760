package dev.sapa.chat.whatsapp;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Where WhatsApp delivers; the signature proves that it does. */
@Path("/webhooks/whatsapp/{id}")
class WhatsAppResource {

    private final WhatsAppService service;

    WhatsAppResource(WhatsAppService service) {
        this.service = service;
    }

    @GET
    @PermitAll
    @Produces(MediaType.TEXT_PLAIN)
    public Uni<String> verify(
            @RestPath UUID id,
            @RestQuery("hub.mode") @Nullable String mode,
            @RestQuery("hub.verify_token") @Nullable String token,
            @RestQuery("hub.challenge") @Nullable String challenge) {
        return service.verify(id, mode, token, challenge);
    }

    @POST
    @PermitAll
    @ResponseStatus(200)
    @Consumes(MediaType.WILDCARD)
    public Uni<Void> take(
            @RestPath UUID id, @RestHeader("X-Hub-Signature-256") @Nullable String signature, byte[] body) {
        return service.take(id, signature, body);
    }
}
