package dev.sapa.salesforce.simulator;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;

/** The simulator's pages: markup, scripts and styles are files of their own, and nothing else runs in them. */
@Path("/")
@Simulated
@PermitAll
class SimulatorPages {

    private static final Map<String, String> TYPES = Map.of(
            "html",
            "text/html; charset=utf-8",
            "js",
            "text/javascript; charset=utf-8",
            "css",
            "text/css; charset=utf-8");

    private final String policy;

    SimulatorPages(SimulatorSettings settings) {
        this.policy =
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' "
                        + origin(settings.scrtBase()) + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    @GET
    @Path("/simulator")
    public Response chat(HttpServerRequest http) {
        return page("index.html", http);
    }

    @GET
    @Path("/history")
    public Response history(HttpServerRequest http) {
        return page("history.html", http);
    }

    @GET
    @Path("/conversations")
    public Response conversations(HttpServerRequest http) {
        return page("conversations.html", http);
    }

    @GET
    @Path("/simulator/{file: [a-z]+[.](js|css)}")
    public Response file(@RestPath String file) {
        return answer(file);
    }

    private Response page(String file, HttpServerRequest http) {
        Browser.welcomed(http);
        return answer(file);
    }

    private Response answer(String file) {
        var type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        try (var content = SimulatorPages.class.getResourceAsStream("/simulator/" + file)) {
            if (content == null || type == null) {
                throw new NotFoundException();
            }
            return Response.ok(content.readAllBytes(), type)
                    .header("Content-Security-Policy", policy)
                    .header("Cache-Control", "no-cache")
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Scheme, host and port, which is what a browser compares. */
    private static String origin(String url) {
        var uri = URI.create(url);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
