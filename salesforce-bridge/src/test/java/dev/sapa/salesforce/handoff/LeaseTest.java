package dev.sapa.salesforce.handoff;

import static dev.sapa.salesforce.handoff.Scene.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.salesforce.SalesforceTest;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Several replicas, and those that are killed: one at a time works on a hand-off, and whoever is next goes on from there. */
@SalesforceTest
class LeaseTest {

    @Inject
    HandoffListener listener;

    @Inject
    LineKit kit;

    @Test
    void who_lost_the_lease_does_nothing_more_and_the_next_goes_on() {
        try (var scene = new Scene(listener)) {
            scene.running();
            anotherReplicaHas(scene, 4);
            scene.visitorSays("one").visitorSays("two");

            eventually(() -> assertThat(states(scene)).containsExactly("sent", "sent"));
            assertThat(scene.salesforce.texts()).containsExactly("one", "two");
            assertThat(scene.salesforce.calls("POST", "/message")).hasSize(2);
            assertThat(scene.salesforce.calls("POST", "/conversation")).hasSize(1);
            assertThat(fence(scene)).isGreaterThan(2);
        }
    }

    /** kill -9 between Salesforce's answer and our commit. */
    @Test
    void what_a_killed_replica_sent_is_not_sent_again() {
        try (var scene = new Scene(listener)) {
            scene.running();
            anotherReplicaHas(scene, 5);
            scene.visitorSays("one").visitorSays("two");
            var first = ids(scene).get(0);
            scene.salesforce.has(first.toString(), "one");
            execute("update outbound set state = 'sending' where id = '%s'".formatted(first));

            eventually(() -> assertThat(states(scene)).containsExactly("sent", "sent"));
            assertThat(scene.salesforce.texts()).containsExactly("one", "two");
            assertThat(scene.salesforce.calls("POST", "/message")).hasSize(1);
        }
    }

    /** The same for what an agent there said: it was told here, and only the note of it is missing. */
    @Test
    void what_a_killed_replica_told_here_is_not_told_again() {
        try (var scene = new Scene(listener)) {
            scene.running();
            scene.salesforce.agentJoins(scene.remote(), "Dewi");
            scene.salesforce.agentSays(scene.remote(), "Dewi", "one");
            eventually(() -> assertThat(scene.chat.told()).hasSize(2));
            execute("delete from entry where handoff_id = (select id from handoff where conversation_id = '%s')"
                    .formatted(scene.conversation));
            anotherReplicaHas(scene, 1);
            scene.salesforce.agentSaidUnheard("Dewi", "two");

            eventually(() -> assertThat(scene.chat.told()).last().isEqualTo("said Dewi: two"));
            assertThat(scene.chat.told().stream().filter("said Dewi: one"::equals))
                    .hasSize(1);
        }
    }

    private void anotherReplicaHas(Scene scene, int seconds) {
        execute(("update handoff set owner = gen_random_uuid(), fence = fence + 1,"
                        + " lease_until = clock_timestamp() + interval '%d seconds' where conversation_id = '%s'")
                .formatted(seconds, scene.conversation));
    }

    private List<String> states(Scene scene) {
        return column(scene, "o.state", row -> row.getString(0));
    }

    private List<UUID> ids(Scene scene) {
        return column(scene, "o.id", row -> row.getUUID(0));
    }

    private long fence(Scene scene) {
        return column(scene, "h.fence", row -> row.getLong(0)).get(0);
    }

    private <T> List<T> column(Scene scene, String column, Function<Row, T> reading) {
        return run(
                "select %s from outbound o join handoff h on h.id = o.handoff_id where h.conversation_id = '%s' order by o.place"
                        .formatted(column, scene.conversation),
                reading);
    }

    private void execute(String sql) {
        run(sql, row -> row);
    }

    private <T> List<T> run(String sql, Function<Row, T> reading) {
        try {
            return VertxContextSupport.subscribeAndAwait(() ->
                    kit.everywhere(connection -> connection.query(sql).execute().map(rows -> {
                        var all = new ArrayList<T>();
                        rows.forEach(row -> all.add(reading.apply(row)));
                        return all;
                    })));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
