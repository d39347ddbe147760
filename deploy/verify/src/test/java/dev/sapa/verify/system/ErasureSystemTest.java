package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.verify.suite.Ledgers;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Suite;
import dev.sapa.verify.suite.SuiteExtension;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A visitor whom a company forgets, in every service. */
@Order(8)
@ExtendWith(SuiteExtension.class)
class ErasureSystemTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final List<String> SERVICES = List.of("auth", "chat", "routing", "analytics", "salesforce");

    private final Suite suite;
    private final Livechat livechat;
    private final Tenant tenant;
    private final String secret = "Rahasia" + UUID.randomUUID().toString().replace("-", "");

    ErasureSystemTest(Suite suite) {
        this.suite = suite;
        this.livechat = new Livechat(suite);
        this.tenant = Tenant.make(livechat, "Kami", "open");
    }

    @Test
    void every_service_forgets_the_visitor_and_the_report_says_when_also_through_a_crash() throws SQLException {
        var admin = tenant.admin();
        var begun = tenant.begun("Pajak " + secret);
        var conversation = "/api/v2/chat/conversations/" + begun.session();
        var visitor = suite.api().bearer(begun.token());
        visitor.post(conversation + "/messages", Map.of("text", "Halo " + secret))
                .expect(201);
        visitor.put(conversation + "/contact", Map.of("name", secret, "email", "a@" + secret + ".id"))
                .expect(200);
        var file = tenant.upload(begun, "Isi " + secret);
        livechat.assign(admin, begun.session(), tenant.agentId());
        admin.post(conversation + "/notes", Map.of("text", "Catatan " + secret)).expect(201);
        Awaitility.await().atMost(PATIENCE).until(() -> known().contains("analytics.event"));

        var path = "/api/v2/chat/visitors/" + begun.visitor() + "/erasure";
        assertThat(admin.post(path, Map.of()).status()).isEqualTo(202);
        var chat = suite.member("chat-service");
        suite.kill(chat);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> suite.isRestarted(chat) && suite.isHealthy());

        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> admin.get(path).body().path("state").asText().equals("done"));
        var report = admin.get(path).expect(200);
        assertThat(StreamSupport.stream(report.path("services").spliterator(), false)
                        .map(service -> service.path("service").asText()))
                .containsExactly("chat", "routing", "analytics");
        assertThat(report.path("services")).allSatisfy(service -> {
            assertThat(service.path("state").asText()).isEqualTo("done");
            assertThat(Instant.parse(service.path("erased_at").asText()))
                    .isBefore(Instant.now().plusSeconds(5));
        });
        assertThat(report.at("/services/0/erased/messages").asLong()).isPositive();
        assertThat(Instant.parse(report.at("/remains/0/until").asText())).isAfter(Instant.now());
        assertThat(known()).isEmpty();
        assertThat(admin.get(conversation).status()).isEqualTo(404);
        assertThat(suite.api().get(file).status()).isEqualTo(404);
        assertThat(admin.post(path, Map.of()).body().path("state").asText()).isEqualTo("done");
    }

    /** Tables of any service in which the visitor's words stand. */
    private List<String> known() throws SQLException {
        var known = new ArrayList<String>();
        for (var service : SERVICES) {
            try (var connection = Ledgers.connect(suite, service);
                    var tables = connection.createStatement();
                    var names = tables.executeQuery("select table_name from information_schema.tables "
                            + "where table_type = 'BASE TABLE' and table_schema = '" + service + "'")) {
                while (names.next()) {
                    var table = service + "." + names.getString(1);
                    try (var query =
                            connection.prepareStatement("select 1 from " + table + " t where t::text like ? limit 1")) {
                        query.setString(1, "%" + secret + "%");
                        if (query.executeQuery().next()) {
                            known.add(table);
                        }
                    }
                }
            }
        }
        return known;
    }
}
