package dev.sapa.gateway.route;

import static dev.sapa.gateway.route.Access.ADMIN;
import static dev.sapa.gateway.route.Access.CREDENTIAL;
import static dev.sapa.gateway.route.Access.OPERATOR;
import static dev.sapa.gateway.route.Access.OVERSEER;
import static dev.sapa.gateway.route.Access.PUBLIC;
import static dev.sapa.gateway.route.Access.STAFF;
import static dev.sapa.gateway.upstream.Service.ANALYTICS;
import static dev.sapa.gateway.upstream.Service.AUTH;
import static dev.sapa.gateway.upstream.Service.CHAT;
import static dev.sapa.gateway.upstream.Service.ROUTING;
import static dev.sapa.gateway.upstream.Service.SALESFORCE;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.sapa.gateway.limit.Limit;
import dev.sapa.gateway.upstream.Service;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;

/**
 * Every route of the native APIs that may be called from outside. What is not here does not exist for the outside:
 * routes for services only ({@code /conversations/heads}, {@code /conversations/{id}/assignment} with PUT, {@code
 * /presence/*}) are left out on purpose.
 */
final class RouteTable {

    static final List<Route> ROUTES = List.of(
            limited(AUTH, POST, "/login", PUBLIC, Limit.LOGIN),
            limited(AUTH, POST, "/refresh", PUBLIC, Limit.LOGIN),
            limited(AUTH, POST, "/oauth/token", PUBLIC, Limit.LOGIN),
            limited(AUTH, POST, "/bootstrap", PUBLIC, Limit.LOGIN),
            route(AUTH, GET, "/.well-known/jwks.json", PUBLIC),
            limited(AUTH, POST, "/password-resets", PUBLIC, Limit.LOGIN),
            limited(AUTH, POST, "/password-resets/{id}", PUBLIC, Limit.LOGIN),
            route(AUTH, POST, "/logout", STAFF),
            route(AUTH, POST, "/logout-all", STAFF),
            route(AUTH, GET, "/me", STAFF),
            limited(AUTH, POST, "/me/password", STAFF, Limit.LOGIN),
            route(AUTH, GET, "/staff", STAFF),
            limited(AUTH, POST, "/staff", ADMIN, Limit.REGISTRATION),
            route(AUTH, GET, "/staff/{id}", STAFF),
            route(AUTH, PATCH, "/staff/{id}", ADMIN),
            route(AUTH, POST, "/staff/{id}/logout-all", ADMIN),
            limited(AUTH, POST, "/staff/{id}/password-resets", ADMIN, Limit.LOGIN),
            route(AUTH, GET, "/departments", STAFF),
            route(AUTH, POST, "/departments", ADMIN),
            route(AUTH, PATCH, "/departments/{id}", ADMIN),
            route(AUTH, GET, "/companies", ADMIN),
            route(AUTH, GET, "/companies/{id}", ADMIN),
            route(AUTH, POST, "/companies", OPERATOR),
            route(AUTH, PATCH, "/companies/{id}", ADMIN),
            route(AUTH, GET, "/companies/{id}/public", PUBLIC),
            route(AUTH, POST, "/companies/{id}/visitor-secret", ADMIN),
            route(AUTH, GET, "/api-keys", ADMIN),
            route(AUTH, POST, "/api-keys", ADMIN),
            route(AUTH, POST, "/api-keys/{id}/rotate", ADMIN),
            route(AUTH, DELETE, "/api-keys/{id}", ADMIN),
            route(AUTH, POST, "/keys/rotate", OPERATOR),
            route(AUTH, GET, "/audit", ADMIN),
            limited(CHAT, POST, "/conversations", PUBLIC, Limit.START),
            limited(CHAT, POST, "/conversations/{id}/access", PUBLIC, Limit.HISTORY),
            route(CHAT, GET, "/conversations", STAFF),
            route(CHAT, GET, "/conversations/recent", STAFF),
            route(CHAT, GET, "/conversations/by-number/{id}", STAFF),
            route(CHAT, GET, "/conversations/{id}", CREDENTIAL),
            route(CHAT, DELETE, "/conversations/{id}", ADMIN),
            route(CHAT, PUT, "/conversations/{id}/responder", STAFF),
            route(CHAT, PATCH, "/conversations/{id}/board", STAFF),
            route(CHAT, PATCH, "/messages/{id}", STAFF),
            route(CHAT, DELETE, "/messages/{id}", STAFF),
            route(CHAT, GET, "/staff-chats/{id}/messages", STAFF),
            route(CHAT, POST, "/staff-chats/{id}/messages", STAFF),
            route(CHAT, GET, "/keyword-bot", STAFF),
            route(CHAT, PUT, "/keyword-bot", ADMIN),
            route(CHAT, DELETE, "/keyword-bot", ADMIN),
            route(CHAT, GET, "/channels", ADMIN),
            route(CHAT, POST, "/channels", ADMIN),
            route(CHAT, GET, "/channels/{id}", ADMIN),
            route(CHAT, PUT, "/channels/{id}", ADMIN),
            route(CHAT, DELETE, "/channels/{id}", ADMIN),
            route(CHAT, POST, "/channels/{id}/registration", ADMIN),
            route(CHAT, GET, "/conversations/{id}/channel", STAFF),
            route(CHAT, GET, "/webhooks/whatsapp/{id}", PUBLIC),
            route(CHAT, POST, "/webhooks/whatsapp/{id}", PUBLIC),
            route(CHAT, POST, "/webhooks/telegram/{id}", PUBLIC),
            route(CHAT, POST, "/webhooks/email/{id}", PUBLIC),
            route(CHAT, POST, "/channels/{id}/conversations", CREDENTIAL),
            route(CHAT, POST, "/channels/{id}/messages", CREDENTIAL),
            limited(CHAT, GET, "/conversations/{id}/messages", CREDENTIAL, Limit.HISTORY),
            limited(CHAT, POST, "/conversations/{id}/messages", CREDENTIAL, Limit.MESSAGE),
            limited(CHAT, POST, "/conversations/{id}/files", CREDENTIAL, Limit.UPLOAD),
            route(CHAT, GET, "/files/{id}/{id}", PUBLIC),
            route(CHAT, POST, "/conversations/{id}/read", CREDENTIAL),
            route(CHAT, POST, "/conversations/{id}/close", CREDENTIAL),
            route(CHAT, POST, "/conversations/{id}/transfer", STAFF),
            route(CHAT, POST, "/conversations/{id}/continuation", STAFF),
            route(CHAT, POST, "/conversations/{id}/rating", CREDENTIAL),
            limited(CHAT, PUT, "/conversations/{id}/contact", CREDENTIAL, Limit.MESSAGE),
            route(CHAT, GET, "/conversations/{id}/log", STAFF),
            limited(CHAT, GET, "/conversations/{id}/transcript", CREDENTIAL, Limit.HISTORY),
            limited(CHAT, POST, "/conversations/{id}/transcript-mails", CREDENTIAL, Limit.HISTORY),
            route(CHAT, POST, "/conversations/{id}/tags", STAFF),
            route(CHAT, DELETE, "/conversations/{id}/tags/{id}", STAFF),
            route(CHAT, GET, "/conversations/{id}/notes", STAFF),
            route(CHAT, POST, "/conversations/{id}/notes", STAFF),
            limited(CHAT, POST, "/visitors/links", PUBLIC, Limit.HISTORY),
            limited(CHAT, GET, "/visitors/history", PUBLIC, Limit.HISTORY),
            route(CHAT, GET, "/visitors/{id}", STAFF),
            route(CHAT, GET, "/visitors/{id}/conversations", STAFF),
            route(CHAT, POST, "/visitors/{id}/erasure", ADMIN),
            route(CHAT, GET, "/visitors/{id}/erasure", ADMIN),
            route(CHAT, GET, "/inbox", STAFF),
            route(CHAT, GET, "/search/conversations", STAFF),
            route(CHAT, GET, "/search/messages", STAFF),
            route(CHAT, GET, "/bot/webhook", ADMIN),
            route(CHAT, PUT, "/bot/webhook", ADMIN),
            route(CHAT, DELETE, "/bot/webhook", ADMIN),
            route(CHAT, POST, "/bot/webhook/secret", ADMIN),
            route(CHAT, GET, "/bot/deliveries", ADMIN),
            route(CHAT, POST, "/bot/deliveries/{id}/replay", ADMIN),
            limited(CHAT, POST, "/conversations/{id}/handoff", CREDENTIAL, Limit.MESSAGE),
            route(CHAT, GET, "/conversations/{id}/handoff", CREDENTIAL),
            route(CHAT, GET, "/canned-replies", STAFF),
            route(CHAT, POST, "/canned-replies", STAFF),
            route(CHAT, PATCH, "/canned-replies/{id}", STAFF),
            route(CHAT, DELETE, "/canned-replies/{id}", STAFF),
            route(CHAT, GET, "/tags", STAFF),
            route(CHAT, POST, "/tags", STAFF),
            route(CHAT, PATCH, "/tags/{id}", OVERSEER),
            route(CHAT, DELETE, "/tags/{id}", OVERSEER),
            route(CHAT, GET, "/policy", ADMIN),
            route(CHAT, PATCH, "/policy", ADMIN),
            route(CHAT, POST, "/session-keys/rotate", OPERATOR),
            route(ROUTING, GET, "/agents", STAFF),
            route(ROUTING, GET, "/agents/me", STAFF),
            route(ROUTING, PUT, "/agents/me/status", STAFF),
            route(ROUTING, POST, "/agents/me/heartbeat", STAFF),
            route(ROUTING, GET, "/agents/{id}", STAFF),
            route(ROUTING, PUT, "/agents/{id}/status", OVERSEER),
            route(ROUTING, PATCH, "/agents/{id}", OVERSEER),
            route(ROUTING, GET, "/queue", STAFF),
            route(ROUTING, GET, "/topic-rules", STAFF),
            route(ROUTING, PUT, "/topic-rules", ADMIN),
            route(ROUTING, POST, "/conversations/{id}/assignments", STAFF),
            route(ROUTING, GET, "/conversations/{id}/assignment", STAFF),
            route(ROUTING, POST, "/conversations/{id}/transfers", STAFF),
            route(ROUTING, GET, "/conversations/{id}/place", STAFF),
            route(ROUTING, GET, "/departments/status", STAFF),
            route(ROUTING, GET, "/departments/{id}/status", STAFF),
            route(ROUTING, GET, "/departments/{id}/hours", STAFF),
            route(ROUTING, PUT, "/departments/{id}/hours", OVERSEER),
            route(ROUTING, GET, "/statistics", STAFF),
            route(ROUTING, GET, "/policy", ADMIN),
            route(ROUTING, PATCH, "/policy", ADMIN),
            route(ROUTING, GET, "/offers", STAFF),
            route(ROUTING, POST, "/offers/{id}/accept", STAFF),
            route(ROUTING, POST, "/offers/{id}/decline", STAFF),
            route(ANALYTICS, GET, "/dashboard", STAFF),
            route(ANALYTICS, GET, "/reports/sessions", STAFF),
            route(ANALYTICS, GET, "/reports/summary", STAFF),
            route(ANALYTICS, GET, "/exports/conversations", STAFF),
            route(ANALYTICS, POST, "/rebuild", OPERATOR),
            route(ANALYTICS, POST, "/reconcile", OPERATOR),
            route(SALESFORCE, GET, "/config", ADMIN),
            route(SALESFORCE, PUT, "/config", ADMIN),
            route(SALESFORCE, POST, "/config/test", ADMIN),
            route(SALESFORCE, GET, "/.well-known/salesforce/{id}/jwks.json", PUBLIC));

    private RouteTable() {}

    private static Route route(Service service, HttpMethod method, String template, Access access) {
        return Route.of(service, method, template, access, null);
    }

    private static Route limited(Service service, HttpMethod method, String template, Access access, Limit limit) {
        return Route.of(service, method, template, access, limit);
    }

    /** The first route that matches; literal segments stand before ids in the table. */
    static Optional<Route> find(Service service, HttpMethod method, String path) {
        return ROUTES.stream()
                .filter(route -> route.matches(service, method, path))
                .findFirst();
    }
}
