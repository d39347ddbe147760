package dev.sapa.salesforce.connection;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** Where Salesforce fetches a company's public key. */
@Path("/.well-known/salesforce/{company}/jwks.json")
class JwksResource {

    private final ConnectionService connections;

    JwksResource(ConnectionService connections) {
        this.connections = connections;
    }

    @GET
    @PermitAll
    public Uni<Map<String, List<Map<String, Object>>>> keys(@RestPath UUID company) {
        return connections
                .find(company)
                .onItem()
                .ifNull()
                .failWith(ConnectionProblem::none)
                .map(found -> Map.of(
                        "keys", List.of(found.key().publicJwk(found.kid()).getMap())));
    }
}
