package dev.sapa.analytics.reconcile;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/reconcile")
@RolesAllowed("operator")
class ReconcileResource {

    private final ReconcileService reconcile;

    ReconcileResource(ReconcileService reconcile) {
        this.reconcile = reconcile;
    }

    /** Whole days of each company's time zone, both included; everything unless given. Of one company, or of all where none is named. */
    @POST
    public Uni<ReconciliationView> reconcile(
            @RestQuery("company_id") @Nullable UUID company,
            @RestQuery @DefaultValue("2000-01-01") String from,
            @RestQuery @DefaultValue("2100-01-01") String to) {
        return reconcile.reconcile(company, day(from), day(to));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw HttpProblem.builder()
                    .withType(URI.create("urn:sapa:problem:bad-range"))
                    .withTitle("from and to are days like 2026-01-31")
                    .withStatus(Status.BAD_REQUEST)
                    .with("code", "bad-range")
                    .build();
        }
    }
}
