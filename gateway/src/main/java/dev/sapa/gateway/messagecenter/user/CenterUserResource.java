package dev.sapa.gateway.messagecenter.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.messagecenter.CenterCalls;
import dev.sapa.gateway.messagecenter.Form;
import dev.sapa.gateway.messagecenter.StaffNumbers;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The company's staff users; whoever signs in sees them, administrators change them. */
@Path("/users")
@Consumes(MediaType.WILDCARD)
class CenterUserResource {

    private final CenterCalls services;
    private final StaffNumbers numbers;
    private final ObjectMapper json;

    CenterUserResource(CenterCalls services, StaffNumbers numbers, ObjectMapper json) {
        this.services = services;
        this.numbers = numbers;
        this.json = json;
    }

    @GET
    public Uni<List<CenterUser>> all(@Context RoutingContext http) {
        return list(http, user -> true);
    }

    @GET
    @Path("/admins")
    public Uni<List<CenterUser>> admins(@Context RoutingContext http) {
        return list(http, user -> user.role().equals("admin"));
    }

    @GET
    @Path("/agents")
    public Uni<List<CenterUser>> agents(@Context RoutingContext http) {
        return list(http, user -> user.role().equals("agent"));
    }

    /** Changes what the body names and leaves the rest. */
    @PATCH
    @Path("/{user_id}")
    public Uni<CenterUser> change(@RestPath("user_id") String id, @Nullable String body, @Context RoutingContext http) {
        var number = Form.pathNumber("user_id", id);
        return services.admin(http)
                .chain(admin -> change(admin, number, NewUser.change(Form.of(body, json)), http))
                .map(CenterUser::of);
    }

    private Uni<JsonNode> change(Staff admin, long number, NewUser change, RoutingContext http) {
        return numbers.find(admin, number, "User not found", http)
                .chain(found -> services.call(
                        admin,
                        Call.patch(Service.AUTH, "/staff/" + found.path("id").asText())
                                .json(change),
                        http));
    }

    private Uni<List<CenterUser>> list(RoutingContext http, Predicate<CenterUser> wanted) {
        return services.staff(http)
                .chain(staff -> from(staff, null, new ArrayList<>(), http))
                .map(users -> users.stream().filter(wanted).toList());
    }

    private Uni<List<CenterUser>> from(
            Staff staff, @Nullable String cursor, List<CenterUser> found, RoutingContext http) {
        var path = "/staff?active=true&limit=200"
                + (cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
        return services.call(staff, Call.get(Service.AUTH, path), http).chain(page -> {
            page.path("items").forEach(item -> found.add(CenterUser.of(item)));
            var next = page.path("next_cursor");
            return next.isTextual()
                    ? from(staff, next.asText(), found, http)
                    : Uni.createFrom().item(found);
        });
    }
}
