package dev.sapa.chat.email;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Where a company's mail server delivers mails as they are (RFC 5322); the secret, or a signature made with it, proves that it does. */
@Path("/webhooks/email/{id}")
class EmailResource {

    private final EmailService service;

    EmailResource(EmailService service) {
        this.service = service;
    }

    @POST
    @PermitAll
    @ResponseStatus(200)
    @Consumes(MediaType.WILDCARD)
    public Uni<Void> take(
            @RestPath UUID id,
            @RestHeader("X-Webhook-Secret") @Nullable String secret,
            @RestHeader("X-Webhook-Signature") @Nullable String signature,
            byte[] body) {
        return service.take(id, secret, signature, body);
    }
}
