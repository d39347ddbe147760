package dev.sapa.routing.queue;

import dev.sapa.events.Topic;
import dev.sapa.events.WorkQueued;
import dev.sapa.relay.Events;
import dev.sapa.relay.OutgoingEvent;
import dev.sapa.routing.hours.HoursService;
import dev.sapa.routing.hours.Standing;
import dev.sapa.routing.queue.WorkQueue.Step;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells in which queue a conversation waits from now on, and what its visitor is to hear when nobody is there. */
@ApplicationScoped
public class QueueNotices {

    private final HoursService hours;

    QueueNotices(HoursService hours) {
        this.hours = hours;
    }

    /** Records the events of locked items that were put into a queue or moved, with the version of each step. */
    public Uni<Void> queued(SqlConnection connection, Events events, UUID company, Collection<Step> steps) {
        var departments = steps.stream()
                .map(Step::department)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return hours.standing(connection, company, departments)
                .invoke(standing ->
                        steps.forEach(step -> events.record(event(company, step, closedText(standing, step)))))
                .replaceWithVoid();
    }

    private static @Nullable String closedText(Map<UUID, Standing> standing, Step step) {
        var department = step.department();
        var stands = department == null ? null : standing.get(department);
        return stands == null ? null : stands.closedText();
    }

    private static OutgoingEvent event(UUID company, Step step, @Nullable String closedText) {
        var payload = new WorkQueued(
                step.conversation(), company, step.version(), step.epoch(), step.department(), closedText, step.at());
        return OutgoingEvent.of(Topic.ROUTING, WorkQueued.TYPE, step.conversation(), step.version(), company, payload)
                .about(step.conversation())
                .inDepartment(step.department())
                .withStatus("waiting");
    }
}
