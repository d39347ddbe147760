package dev.sapa.gateway.livechat.analytics;

import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.livechat.Attempt;
import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.NativeCalls;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Figures of analytics-service. */
@ApplicationScoped
class Analytics {

    private static final Attempt READ = Attempt.failingWith("Failed to get analytics");

    private final NativeCalls services;

    Analytics(NativeCalls services) {
        this.services = services;
    }

    Uni<Envelope<Dashboard>> dashboard(Staff asker, RoutingContext http) {
        return services.answer(asker, Call.get(Service.ANALYTICS, "/dashboard"), READ, http)
                .map(figures -> Envelope.of("Dashboard analytics retrieved successfully", Dashboard.of(figures)));
    }

    Uni<SessionReport> report(Staff asker, ReportQuery query, RoutingContext http) {
        return services.answer(asker, Call.get(Service.ANALYTICS, query.path()), READ, http)
                .map(SessionReport::of);
    }
}
