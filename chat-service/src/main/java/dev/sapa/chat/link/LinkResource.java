package dev.sapa.chat.link;

import dev.sapa.chat.access.Callers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/** Links between visitors and accounts; in open companies nobody needs a credential. */
@Path("/visitors/links")
class LinkResource {

    private final LinkService links;
    private final Callers callers;

    LinkResource(LinkService links, Callers callers) {
        this.links = links;
        this.callers = callers;
    }

    /** The browser's visitor keeps its id; if the account had a visitor already, that one's id means this one now. */
    @POST
    @PermitAll
    public Uni<LinkView> link(
            @NotNull @Valid LinkRequest request,
            @RestHeader("X-Company") @Nullable String company,
            @RestHeader("X-Forwarded-Host") @Nullable String host) {
        return callers.current().chain(caller -> links.link(caller, request, host, company));
    }
}
