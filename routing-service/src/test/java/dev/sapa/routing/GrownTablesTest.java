package dev.sapa.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** A plan that is kept from when a table was small must not read all of it when it has grown: on either client. */
@RoutingTest
class GrownTablesTest {

    private static final String SETTING = "select current_setting('enable_seqscan')";

    @Inject
    EventTransactions transactions;

    @Inject
    Scene scene;

    @Test
    void statements_of_a_session_go_by_an_index_wherever_one_fits() throws Throwable {
        String setting = VertxContextSupport.subscribeAndAwait(
                () -> transactions.readInSession(Scope.everyCompany(), () -> Panache.getSession()
                        .chain(session ->
                                session.createNativeQuery(SETTING, String.class).getSingleResult())));

        assertThat(setting).isEqualTo("off");
    }

    @Test
    void statements_of_a_plain_connection_do_so_too() {
        Row row = scene.sql(SETTING).iterator().next();

        assertThat(row.getString(0)).isEqualTo("off");
    }
}
