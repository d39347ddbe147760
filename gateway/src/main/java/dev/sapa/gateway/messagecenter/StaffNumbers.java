package dev.sapa.gateway.messagecenter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Which staff user has which integer; they never change, so what was learnt is kept. */
@ApplicationScoped
public class StaffNumbers {

    private static final int MOST = 10_000;

    private final CenterCalls services;
    private final Map<UUID, Long> known = new ConcurrentHashMap<>();

    StaffNumbers(CenterCalls services) {
        this.services = services;
    }

    /** The numbers of those that exist. */
    public Uni<Map<UUID, Long>> of(Collection<UUID> staff, String token, RoutingContext http) {
        return Multi.createFrom()
                .iterable(staff)
                .onItem()
                .transformToUniAndConcatenate(id -> learn(id, token, http))
                .collect()
                .asList()
                .map(learnt -> {
                    var numbers = new HashMap<UUID, Long>();
                    staff.stream().filter(known::containsKey).forEach(id -> numbers.put(id, known.get(id)));
                    return numbers;
                });
    }

    /** The staff user of the asker's company with that number, as auth-service shows it; fails with 404 without one. */
    public Uni<JsonNode> find(Staff asker, long number, String missing, RoutingContext http) {
        return services.call(asker, Call.get(Service.AUTH, "/staff?limit=1&number=" + number), http)
                .map(page -> {
                    var found = page.path("items").path(0);
                    if (found.isMissingNode()) {
                        throw CenterProblem.of("staff-not-found", 404, missing).build();
                    }
                    return found;
                });
    }

    private Uni<Boolean> learn(UUID id, String token, RoutingContext http) {
        if (known.containsKey(id)) {
            return Uni.createFrom().item(true);
        }
        return services.call(token, Call.get(Service.AUTH, "/staff/" + id), http)
                .map(staff -> {
                    if (known.size() >= MOST) {
                        known.clear();
                    }
                    known.put(id, staff.path("number").asLong());
                    return true;
                })
                .onFailure(HttpProblem.class)
                .recoverWithItem(false);
    }
}
