package dev.sapa.gateway.messagecenter.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.messagecenter.CenterCalls;
import dev.sapa.gateway.messagecenter.Form;
import dev.sapa.gateway.messagecenter.StaffNumbers;
import dev.sapa.gateway.messagecenter.WallClock;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The thread between the administrators and one agent. Who speaks tells the token, whatever the body says. */
@Path("/admin-chat/{agent_id}")
@Consumes(MediaType.WILDCARD)
class AdminChatResource {

    private static final int TEXT_AT_MOST = 16_384;
    private static final int NAME_AT_MOST = 200;
    private static final String BOT = "bot";

    private final CenterCalls services;
    private final StaffNumbers numbers;
    private final WallClock clock;
    private final ObjectMapper json;

    AdminChatResource(CenterCalls services, StaffNumbers numbers, WallClock clock, ObjectMapper json) {
        this.services = services;
        this.numbers = numbers;
        this.clock = clock;
        this.json = json;
    }

    /** Chat-service's message in a thread of staff. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Saying(String text, @Nullable String authorName, boolean autoReply) {}

    @GET
    public Uni<List<AdminChatLine>> thread(@RestPath("agent_id") String agent, @Context RoutingContext http) {
        var number = Form.pathNumber("agent_id", agent);
        return services.staff(http)
                .chain(staff -> path(staff, number, http)
                        .chain(path -> services.call(staff, Call.get(Service.CHAT, path), http)))
                .map(page -> StreamSupport.stream(page.path("items").spliterator(), false)
                        .map(message -> AdminChatLine.of(message, number, clock))
                        .toList());
    }

    /** The same under the name under which messages are sent. */
    @GET
    @Path("/messages")
    public Uni<List<AdminChatLine>> messages(@RestPath("agent_id") String agent, @Context RoutingContext http) {
        return thread(agent, http);
    }

    @POST
    @Path("/messages")
    public Uni<AdminChatLine> say(
            @RestPath("agent_id") String agent, @Nullable String body, @Context RoutingContext http) {
        var number = Form.pathNumber("agent_id", agent);
        return services.staff(http).chain(staff -> {
            var form = Form.of(body, json);
            var text = form.text("text", 1, TEXT_AT_MOST);
            form.word("sender", Set.of("agent", "admin"));
            var name = form.optionalText("sender_name", 0, NAME_AT_MOST);
            var mode = form.word("mode", Set.of(BOT, "manual"));
            form.requireValid();
            var saying = new Saying(text, name, BOT.equals(mode));
            return path(staff, number, http)
                    .chain(path ->
                            services.call(staff, Call.post(Service.CHAT, path).json(saying), http))
                    .map(message -> AdminChatLine.of(message, number, clock));
        });
    }

    private Uni<String> path(Staff staff, long agent, RoutingContext http) {
        return numbers.find(staff, agent, "Agent not found", http)
                .map(found -> "/staff-chats/" + found.path("id").asText() + "/messages");
    }
}
