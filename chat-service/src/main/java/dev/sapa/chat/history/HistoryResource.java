package dev.sapa.chat.history;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.company.CompanyHint;
import dev.sapa.chat.conversation.Cursor;
import dev.sapa.chat.problem.Problem;
import dev.sapa.chat.visitor.IdentityKind;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response.Status;
import java.util.EnumMap;
import java.util.Map;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a visitor talked about before; in open companies nobody needs a credential. */
@Path("/visitors/history")
class HistoryResource {

    private final HistoryService history;
    private final Callers callers;

    HistoryResource(HistoryService history, Callers callers) {
        this.history = history;
        this.callers = callers;
    }

    /** Newest first, from {@code offset} on or behind {@code cursor}, which goes before. */
    @GET
    @PermitAll
    public Uni<HistoryService.Page> page(
            @RestQuery("browser_uuid") @Nullable String browserUuid,
            @RestQuery("oss_user_id") @Nullable String ossUserId,
            @RestQuery @DefaultValue("20") @Min(1) @Max(100) int limit,
            @RestQuery @DefaultValue("0") @Min(0) int offset,
            @RestQuery @Nullable String cursor,
            @RestHeader("X-Company") @Nullable String company,
            @RestHeader("X-Forwarded-Host") @Nullable String host) {
        var identities = identities(browserUuid, ossUserId);
        var after = cursor == null || cursor.isEmpty() ? null : Cursor.decoded(cursor);
        return callers.current()
                .chain(caller -> history.page(
                        caller,
                        identities,
                        new CompanyHint(caller.companyId(), host, company),
                        after,
                        limit,
                        after == null ? offset : 0));
    }

    private static Map<IdentityKind, String> identities(@Nullable String browserUuid, @Nullable String ossUserId) {
        var identities = new EnumMap<IdentityKind, String>(IdentityKind.class);
        put(identities, IdentityKind.BROWSER_UUID, browserUuid);
        put(identities, IdentityKind.OSS_USER_ID, ossUserId);
        if (identities.isEmpty()) {
            throw Problem.of("visitor-identity-missing", Status.BAD_REQUEST, "Nothing says who the visitor is")
                    .withDetail("Give browser_uuid or oss_user_id")
                    .build();
        }
        return identities;
    }

    private static void put(Map<IdentityKind, String> identities, IdentityKind kind, @Nullable String value) {
        if (value != null && !value.isBlank() && value.indexOf('\0') < 0) {
            identities.put(kind, value.strip());
        }
    }
}
