package dev.sapa.gateway.health;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** {@code /}: a page for people, a short answer for programs. */
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
            </ul>
            </html>
            """;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, String> forPrograms() {
        return Map.of("status", "ok");
    }

    @GET
    @Produces("text/html; charset=utf-8; qs=0.5")
    public String forPeople() {
        return PAGE;
    }
}
