package dev.sapa.gateway.livechat.staff;

import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.limit.Limit;
import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.livechat.Attempt;
import dev.sapa.gateway.livechat.CursorPages;
import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.Listing;
import dev.sapa.gateway.livechat.LivechatProblem;
import dev.sapa.gateway.livechat.NativeCalls;
import dev.sapa.gateway.livechat.PageRequest;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The company's staff users, kept by auth-service. */
@ApplicationScoped
public class Users {

    private static final Attempt REGISTER = taken(Attempt.failingWith("Registration failed"));
    private static final Attempt CHANGE = unknown(taken(Attempt.failingWith("Failed to update user")));
    private static final Attempt READ = unknown(Attempt.failingWith("Failed to get users"));

    private final NativeCalls services;
    private final CursorPages pages;
    private final RateLimiter limits;

    Users(NativeCalls services, CursorPages pages, RateLimiter limits) {
        this.services = services;
        this.pages = pages;
        this.limits = limits;
    }

    /** Which users are wanted; what is null or blank narrows nothing. */
    record Filter(
            @Nullable String role,
            @Nullable String departmentId,
            @Nullable String active,
            @Nullable String search) {

        private Listing<StaffItem> listing() {
            return Listing.of(Service.AUTH, "/staff", StaffItem::of, READ)
                    .with("role", role)
                    .with("department_id", Field.parameterUuid("department_id", departmentId))
                    .with("active", Field.parameterFlag("is_active", active))
                    .with("q", search);
        }
    }

    /** Adds a user to the administrator's company; it can sign in at once. */
    public Uni<Envelope<StaffItem>> register(Staff admin, @Nullable RegisterRequest request, RoutingContext http) {
        return limits.require(Limit.REGISTRATION, String.valueOf(Trail.of(http).clientAddress()))
                .onFailure(HttpProblem.class)
                .transform(REGISTER::refusal)
                .chain(() -> services.answer(admin, creation(request), REGISTER, http))
                .map(user -> Envelope.of("User registered successfully", StaffItem.of(user)));
    }

    private static Call creation(@Nullable RegisterRequest request) {
        if (request == null) {
            throw LivechatProblem.missing("email");
        }
        return Call.post(Service.AUTH, "/staff").json(request.create());
    }

    Uni<Envelope<List<StaffItem>>> page(Staff asker, Filter filter, PageRequest page, RoutingContext http) {
        return pages.page(asker, filter.listing(), page, "Users retrieved successfully", http);
    }

    Uni<Envelope<StaffItem>> find(Staff asker, UUID id, RoutingContext http) {
        return services.answer(asker, Call.get(Service.AUTH, "/staff/" + id), READ, http)
                .map(user -> Envelope.of("User retrieved successfully", StaffItem.of(user)));
    }

    Uni<Envelope<StaffItem>> change(Staff admin, UUID id, @Nullable ChangeUserRequest request, RoutingContext http) {
        if (request == null) {
            throw LivechatProblem.body("nothing is said of what should change");
        }
        var call = Call.patch(Service.AUTH, "/staff/" + id).json(request.change());
        return services.answer(admin, call, CHANGE, http)
                .map(user -> Envelope.of("User updated successfully", StaffItem.of(user)));
    }

    private static Attempt taken(Attempt attempt) {
        return attempt.saying("email-taken", 409, "user with this email already exists")
                .saying("username-taken", 409, "user with this username already exists");
    }

    private static Attempt unknown(Attempt attempt) {
        return attempt.saying("staff-not-found", 404, "User not found", "user does not exist");
    }
}
