package dev.sapa.analytics.export;

import dev.sapa.analytics.caller.Caller;
import dev.sapa.analytics.export.ExportService.Format;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/exports")
@RolesAllowed({"operator", "admin", "supervisor", "agent"})
class ExportResource {

    private final ExportService exports;
    private final Caller caller;

    ExportResource(ExportService exports, Caller caller) {
        this.exports = exports;
        this.caller = caller;
    }

    /** One row for each conversation that began in the range; {@code csv} or {@code ndjson}, streamed. */
    @GET
    @Path("/conversations")
    public RestMulti<String> conversations(
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery("time_zone") @Nullable String timeZone,
            @RestQuery @DefaultValue("csv") String format) {
        var wanted = format(format);
        Uni<Multi<String>> lines = exports.lines(caller.staff(), from, to, timeZone, wanted);
        var type = wanted == Format.CSV ? "text/csv; charset=utf-8" : "application/x-ndjson";
        return RestMulti.fromUniResponse(
                lines,
                found -> found,
                found -> Map.of(
                        HttpHeaders.CONTENT_TYPE,
                        List.of(type),
                        HttpHeaders.CONTENT_DISPOSITION,
                        List.of("attachment; filename=\"conversations." + format + "\"")));
    }

    private static Format format(String format) {
        return switch (format) {
            case "csv" -> Format.CSV;
            case "ndjson" -> Format.NDJSON;
            default ->
                throw HttpProblem.builder()
                        .withType(URI.create("urn:sapa:problem:bad-format"))
                        .withTitle("format is one of csv, ndjson")
                        .withStatus(Status.BAD_REQUEST)
                        .with("code", "bad-format")
                        .build();
        };
    }
}
