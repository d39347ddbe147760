package dev.sapa.gateway.livechat.visitor;

import dev.sapa.gateway.credential.CredentialReader;
import dev.sapa.gateway.livechat.Attempt;
import dev.sapa.gateway.livechat.NativeCalls;
import dev.sapa.gateway.livechat.NativeObject;
import dev.sapa.gateway.upstream.Call;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Calls that name no conversation; whose company is meant tells the credential, else the header, else the host. */
@ApplicationScoped
class CompanyCalls {

    private static final String COMPANY = "X-Company";

    private final NativeCalls services;
    private final CredentialReader credentials;

    CompanyCalls(NativeCalls services, CredentialReader credentials) {
        this.services = services;
        this.credentials = credentials;
    }

    Uni<NativeObject> answer(Call call, Attempt attempt, RoutingContext http) {
        var company = http.request().getHeader(COMPANY);
        var named = company == null ? call : call.header(COMPANY, company);
        return caller(http.request())
                .onFailure(HttpProblem.class)
                .transform(attempt::refusal)
                .chain(token -> services.answer(named.bearer(token), attempt, http));
    }

    /**
     * Who asks, if that is said outright. The cookie of an earlier conversation does not count: the next person at a
     * shared computer would be taken for the last one.
     */
    private Uni<@Nullable String> caller(HttpServerRequest request) {
        return request.getHeader("Authorization") == null && request.getHeader(CredentialReader.SESSION_HEADER) == null
                ? Uni.createFrom().nullItem()
                : credentials.read(request, null).map(CredentialReader::tokenOf);
    }
}
