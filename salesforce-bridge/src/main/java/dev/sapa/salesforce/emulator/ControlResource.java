package dev.sapa.salesforce.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sapa.salesforce.emulator.Faults.Fault;
import dev.sapa.salesforce.emulator.Orgs.Registration;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Turns the emulated Salesforce's screws, for tests and demonstrations. */
@Path("/emulator")
@Emulated
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
class ControlResource {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Orgs orgs;
    private final Faults faults;
    private final Identities identities;
    private final AgentDesk desk;

    ControlResource(Orgs orgs, Faults faults, Identities identities, AgentDesk desk) {
        this.orgs = orgs;
        this.faults = faults;
        this.identities = identities;
        this.desk = desk;
    }

    /** An org of one's own: what an administrator would enter on the Setup pages. */
    @PUT
    @Path("/orgs/{org}")
    public Uni<Void> register(@RestPath String org, @NotNull JsonNode wanted) {
        return orgs.register(new Registration(
                org,
                wanted.path("company").asText(org),
                wanted.path("desk").asBoolean(false),
                required(wanted, "es_developer_name"),
                required(wanted, "kid"),
                wanted.path("issuer").asText(wanted.path("kid").asText()),
                wanted.at("/jwk/n").asText(),
                wanted.at("/jwk/e").asText("AQAB"),
                wanted.path("oauth_client_id").asText("client-" + org),
                wanted.path("oauth_client_secret").asText("secret-" + org)));
    }

    /** Sets all switches of an org; those not named are off. */
    @PUT
    @Path("/switches/{org}")
    public Uni<Void> switchTo(@RestPath String org, @NotNull JsonNode switches) {
        return orgs.switchTo(org, Switches.of(switches.toString()));
    }

    @POST
    @Path("/faults")
    public Uni<Void> add(@NotNull JsonNode fault) {
        var kind = fault.path("kind").asText("before");
        if (!kind.matches("before|after|cut|cut-after|half")) {
            throw EmulatedFailure.badRequest("kind is before, after, cut, cut-after or half");
        }
        return faults.add(new Fault(
                fault.path("org_id").asText(null),
                fault.path("method").asText(null),
                pattern(fault.path("path").asText(".")),
                kind,
                fault.path("status").asInt(kind.equals("before") && fault.has("wait_ms") ? 0 : 500),
                fault.path("wait_ms").asInt(0),
                fault.has("retry_after") ? fault.path("retry_after").asInt() : null,
                fault.path("times").asInt(1)));
    }

    @DELETE
    @Path("/faults")
    public Uni<Void> clear() {
        return faults.clear();
    }

    /** Ends all tokens of an org, or of one of its end users. */
    @POST
    @Path("/orgs/{org}/expire-tokens")
    @Consumes(MediaType.WILDCARD)
    public Uni<Void> expire(@RestPath String org, @Nullable String body) {
        return identities.expire(org, parsed(body).path("subject").asText(null));
    }

    @GET
    @Path("/orgs/{org}/conversations")
    public Uni<ArrayNode> list(@RestPath String org) {
        return desk.list(org);
    }

    @GET
    @Path("/conversations/{id}")
    public Uni<ObjectNode> look(@RestPath UUID id) {
        return desk.look(id);
    }

    /** Does as an agent does: join, transfer, say, attach, typing, deliver, read, leave, end, inactive, queue, fail-routing. */
    @POST
    @Path("/conversations/{id}/agent/{act}")
    @Consumes(MediaType.WILDCARD)
    public Uni<ObjectNode> act(@RestPath UUID id, @RestPath String act, @Nullable String body) {
        return desk.act(id, act, parsed(body));
    }

    private static String required(JsonNode body, String field) {
        var value = body.path(field).asText();
        if (value.isEmpty()) {
            throw EmulatedFailure.badRequest(field + " is required");
        }
        return value;
    }

    private static String pattern(String text) {
        try {
            return Pattern.compile(text).pattern();
        } catch (PatternSyntaxException e) {
            throw EmulatedFailure.badRequest("path is no regular expression");
        }
    }

    private static JsonNode parsed(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw EmulatedFailure.badRequest("The body is not JSON");
        }
    }
}
