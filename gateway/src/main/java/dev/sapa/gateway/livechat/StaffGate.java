package dev.sapa.gateway.livechat;

import dev.sapa.gateway.credential.CredentialReader;
import dev.sapa.gateway.credential.Staff;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Predicate;

/** Lets signed-in staff users in, and tells everybody else why not in the seeds' words. */
@ApplicationScoped
public class StaffGate {

    private static final int UNAUTHORIZED = 401;

    private final CredentialReader credentials;

    StaffGate(CredentialReader credentials) {
        this.credentials = credentials;
    }

    /** The signed-in staff user; fails with 401 when there is none, and with 503 when no key can be had to tell. */
    public Uni<Staff> staff(RoutingContext http) {
        var authorization = http.request().getHeader("Authorization");
        if (authorization == null || authorization.isBlank()) {
            return Uni.createFrom().failure(LivechatProblem::authorizationRequired);
        }
        return CredentialReader.bearerOf(authorization).map(this::verified).orElseGet(() -> Uni.createFrom()
                .failure(LivechatProblem::authorizationMalformed));
    }

    /** A staff user who oversees the company; fails with 403 for an agent. */
    public Uni<Staff> overseer(RoutingContext http) {
        return only(http, Staff::isOverseer);
    }

    /** An administrator; fails with 403 for anybody else. */
    public Uni<Staff> admin(RoutingContext http) {
        return only(http, Staff::isAdmin);
    }

    private Uni<Staff> only(RoutingContext http, Predicate<Staff> admitted) {
        return staff(http).map(staff -> {
            if (admitted.test(staff)) {
                return staff;
            }
            throw LivechatProblem.forbidden();
        });
    }

    private Uni<Staff> verified(String token) {
        return credentials
                .of(token)
                .map(found -> {
                    if (found instanceof Staff staff) {
                        return staff;
                    }
                    throw LivechatProblem.tokenRefused();
                })
                .onFailure(StaffGate::isRefusal)
                .transform(refused -> LivechatProblem.tokenRefused());
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof HttpProblem problem && problem.getStatusCode() == UNAUTHORIZED;
    }
}
