package dev.sapa.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sapa.local.test.LocalServersResource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements that share a round trip still make one transaction. */
@QuarkusTest
@WithTestResource(value = LocalServersResource.class, scope = TestResourceScope.GLOBAL)
class PlainTransactionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String INSERT = "insert into chat.thing (id) values ($1)";

    @Inject
    PlainTransaction transactions;

    @Inject
    Pool pool;

    @Inject
    @ConfigProperty(name = "SAPA_DB_URL")
    String database;

    @Inject
    @ConfigProperty(name = "SAPA_DB_OWNER_PASSWORD")
    String password;

    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();

    @BeforeEach
    void createTable() throws SQLException {
        asOwner("create table if not exists chat.thing (id uuid primary key)");
    }

    private void asOwner(String command) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:" + database, "sapa_chat_owner", password);
                var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    @Test
    void the_work_and_the_last_statement_commit_together() {
        transactions
                .run(
                        Scope.everyCompany(),
                        connection -> insert(connection, first),
                        connection -> insert(connection, second))
                .await()
                .atMost(PATIENCE);

        assertThat(kept()).isEqualTo(2);
    }

    @Test
    void a_last_statement_that_fails_takes_the_work_back() {
        var transaction = transactions.run(
                Scope.everyCompany(), connection -> insert(connection, first), connection -> insert(connection, first));

        assertThatThrownBy(() -> transaction.await().atMost(PATIENCE)).hasMessageContaining("duplicate key");
        assertThat(kept()).isZero();
    }

    @Test
    void work_that_fails_leaves_nothing_and_a_connection_that_can_be_used() {
        var transaction = transactions.run(
                Scope.everyCompany(),
                connection -> insert(connection, first)
                        .chain(() -> Uni.createFrom().<Void>failure(new IllegalStateException("refused"))),
                connection -> insert(connection, second));

        for (int again = 0; again < 30; again++) {
            assertThatThrownBy(() -> transaction.await().atMost(PATIENCE)).hasMessageContaining("refused");
        }
        assertThat(kept()).isZero();
    }

    @Test
    void a_failed_statement_that_the_work_made_light_of_is_no_commit() {
        var transaction = transactions.run(
                Scope.everyCompany(),
                connection -> insert(connection, first)
                        .chain(() -> insert(connection, first))
                        .onFailure()
                        .recoverWithNull(),
                connection -> Uni.createFrom().voidItem());

        assertThatThrownBy(() -> transaction.await().atMost(PATIENCE)).hasMessageContaining("aborted");
        assertThat(kept()).isZero();
    }

    @Test
    void the_scope_holds_from_the_first_statement_to_the_end_and_no_longer() {
        var company = UUID.randomUUID();

        var inside = transactions
                .run(Scope.of(company), PlainTransactionTest::scope, connection -> Uni.createFrom()
                        .voidItem())
                .await()
                .atMost(PATIENCE);

        assertThat(inside).isEqualTo(company.toString());
        assertThat(pool.withConnection(PlainTransactionTest::scope).await().atMost(PATIENCE))
                .isEmpty();
    }

    @Test
    void a_plan_that_is_made_while_a_table_is_small_does_not_read_all_of_it() throws SQLException {
        asOwner("analyze chat.thing");

        var plan = transactions
                .run(
                        Scope.everyCompany(),
                        connection -> connection
                                .query("explain select id from chat.thing where id = '" + first + "'")
                                .execute()
                                .map(rows -> rows.iterator().next().getString(0)),
                        connection -> Uni.createFrom().voidItem())
                .await()
                .atMost(PATIENCE);

        assertThat(plan).contains("Index").doesNotContain("Seq Scan");
    }

    @Test
    void a_scope_that_is_more_than_ids_is_refused() {
        assertThatThrownBy(() -> new Scope("'; drop table thing; --")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Uni<Void> insert(SqlConnection connection, UUID id) {
        return connection.preparedQuery(INSERT).execute(Tuple.of(id)).replaceWithVoid();
    }

    private static Uni<String> scope(SqlConnection connection) {
        return connection
                .query("select coalesce(current_setting('sapa.company', true), '')")
                .execute()
                .map(rows -> rows.iterator().next().getString(0));
    }

    private long kept() {
        return pool.preparedQuery("select count(*) from chat.thing where id = $1 or id = $2")
                .execute(Tuple.of(first, second))
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(PATIENCE);
    }
}
