package dev.sapa.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.gateway.credential.Credential;
import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.upstream.Service;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RouteTableTest {

    private static final Credential SESSION = new Credential.Session("lcs_k_x");

    /** Who is let through, from nobody to everybody; the same for every route of that access. */
    private static final Map<Access, List<Boolean>> EXPECTED = Map.of(
            // nobody, session, vouched, agent, supervisor, admin, operator
            Access.PUBLIC, List.of(true, true, true, true, true, true, true),
            Access.CREDENTIAL, List.of(false, true, true, true, true, true, true),
            Access.STAFF, List.of(false, false, false, true, true, true, true),
            Access.OVERSEER, List.of(false, false, false, false, true, true, true),
            Access.ADMIN, List.of(false, false, false, false, false, true, true),
            Access.OPERATOR, List.of(false, false, false, false, false, false, true));

    @TestFactory
    List<DynamicTest> lets_through_exactly_whom_the_table_names() {
        return RouteTable.ROUTES.stream()
                .map(route -> DynamicTest.dynamicTest(
                        route.method() + " " + route.service() + route.template(), () -> check(route)))
                .toList();
    }

    private static void check(Route route) {
        var path = route.template().replace("{id}", UUID.randomUUID().toString());
        assertThat(RouteTable.find(route.service(), route.method(), path)).contains(route);
        var callers = List.of(
                Credential.NOBODY,
                SESSION,
                new Credential.Vouched("token", true),
                staff(Staff.Role.AGENT),
                staff(Staff.Role.SUPERVISOR),
                staff(Staff.Role.ADMIN),
                staff(Staff.Role.OPERATOR));

        assertThat(callers.stream()
                        .map(caller -> PassThrough.permits(route.access(), caller))
                        .toList())
                .isEqualTo(EXPECTED.get(route.access()));
    }

    @Test
    void lets_whoever_may_get_ask_for_the_head() {
        assertThat(RouteTable.find(Service.CHAT, HttpMethod.HEAD, "/files/1/2"))
                .isEqualTo(RouteTable.find(Service.CHAT, HttpMethod.GET, "/files/1/2"))
                .isPresent();
        assertThat(RouteTable.find(Service.CHAT, HttpMethod.HEAD, "/session-keys/rotate"))
                .isEmpty();
    }

    @Test
    void takes_an_id_for_one_segment_only() {
        var route = RouteTable.ROUTES.stream()
                .filter(each -> each.template().equals("/staff/{id}"))
                .findFirst()
                .orElseThrow();

        assertThat(route.matches(route.service(), route.method(), "/staff/a/b")).isFalse();
        assertThat(route.matches(route.service(), route.method(), "/staff/")).isFalse();
        assertThat(route.matches(route.service(), route.method(), "/staff/%41")).isFalse();
    }

    private static Credential staff(Staff.Role role) {
        return new Staff(
                "token",
                UUID.randomUUID(),
                1,
                UUID.randomUUID(),
                role,
                "a@example.org",
                "Ani",
                Set.of(),
                null,
                Instant.now(),
                Instant.now());
    }
}
