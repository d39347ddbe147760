package dev.sapa.chat.telegram;

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

/** Where Telegram delivers; the secret that was registered with the address proves that it does. */
@Path("/webhooks/telegram/{id}")
class TelegramResource {

    private final TelegramService service;

    TelegramResource(TelegramService service) {
        this.service = service;
    }

    @POST
    @PermitAll
    @ResponseStatus(200)
    @Consumes(MediaType.WILDCARD)
    public Uni<Void> take(
            @RestPath UUID id, @RestHeader("X-Telegram-Bot-Api-Secret-Token") @Nullable String secret, byte[] body) {
        return service.take(id, secret, body);
    }
}
