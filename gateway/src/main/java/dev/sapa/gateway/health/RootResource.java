package dev.sapa.gateway.health;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/**
 * {@code /}: a page for people, a short answer for programs; whoever takes anything gets JSON, or the text of seed 001's
 * server where the gateway stands in its place.
 */
@Path("/")
class RootResource {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Sapa</title>
            <h1>Sapa</h1>
            <p>Live chat and agent desk.</p>
            <ul>
              <li><a href="/desk">Desk</a></li>
              <li><a href="/demo">A portal with the visitor's chat</a></li>
              <li><a href="/docs">API reference</a></li>
              <li><a href="/health">Health</a></li>
              <li>Socket.IO demo: <a href="/socketio/user.html">user</a>, <a href="/socketio/admin.html">admin</a></li>
            </ul>
            </html>
            """;

    private static final String TEXT = "Socket.IO Server is running.";

    private final boolean inPlaceOfSocketIo;

    RootResource(@ConfigProperty(name = "sapa.root.socketio") boolean inPlaceOfSocketIo) {
        this.inPlaceOfSocketIo = inPlaceOfSocketIo;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public RestResponse<Object> forPrograms(@RestHeader("Accept") @Nullable String accepted) {
        return inPlaceOfSocketIo && (accepted == null || !accepted.contains("json"))
                ? ResponseBuilder.<Object>ok(TEXT).type(MediaType.TEXT_PLAIN).build()
                : RestResponse.ok(Map.of("status", "ok"));
    }

    @GET
    @Produces("text/plain; charset=utf-8; qs=0.4")
    public String asText() {
        return TEXT;
    }

    @GET
    @Produces("text/html; charset=utf-8; qs=0.5")
    public String forPeople() {
        return PAGE;
    }
}
