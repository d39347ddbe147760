package dev.sapa.auth.audit;

import dev.sapa.auth.caller.CurrentCaller;
import dev.sapa.auth.page.Cursor;
import dev.sapa.auth.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/audit")
@RolesAllowed({"operator", "admin"})
class AuditResource {

    private final AuditLog log;
    private final CurrentCaller current;

    AuditResource(AuditLog log, CurrentCaller current) {
        this.log = log;
        this.current = current;
    }

    /** The record of the caller's company, newest first; an operator reads every company's. */
    @GET
    public Uni<Page<AuditView>> read(
            @RestQuery @Nullable String cursor, @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return log.read(current.staff().scope(), Cursor.uuid(cursor), limit);
    }
}
