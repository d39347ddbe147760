package dev.sapa.gateway.livechat;

import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Trail;
import dev.sapa.gateway.upstream.Upstream;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Calls to the services on behalf of a request; refusals come out in the words of the attempt. */
@ApplicationScoped
public class NativeCalls {

    private final Upstream upstream;

    NativeCalls(Upstream upstream) {
        this.upstream = upstream;
    }

    /** The body of a success; fails with the refusal as the seeds say it. */
    public Uni<NativeObject> answer(Call call, Attempt attempt, RoutingContext http) {
        return upstream.call(call.onBehalfOf(Trail.of(http)))
                .map(attempt::bodyOf)
                .onFailure(HttpProblem.class)
                .transform(attempt::refusal);
    }

    /** The same, made as that staff user. */
    public Uni<NativeObject> answer(Staff caller, Call call, Attempt attempt, RoutingContext http) {
        return answer(call.bearer(caller.token()), attempt, http);
    }
}
