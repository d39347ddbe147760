package dev.sapa.analytics.rebuild;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/rebuild")
@RolesAllowed("operator")
class RebuildResource {

    private final RebuildService rebuild;

    RebuildResource(RebuildService rebuild) {
        this.rebuild = rebuild;
    }

    /** @param conversations how many were computed again */
    record RebuiltView(long conversations) {}

    /** Of one company, or of all where none is named. */
    @POST
    public Uni<RebuiltView> rebuild(@RestQuery("company_id") @Nullable UUID company) {
        return (company == null ? rebuild.everything() : rebuild.company(company)).map(RebuiltView::new);
    }
}
