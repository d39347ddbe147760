package dev.sapa.chat.assignment;

import dev.sapa.events.WorkQueued;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.PoisonEvent;
import dev.sapa.relay.Received;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class WorkQueuedHandler implements EventHandler<WorkQueued> {

    private final AssignmentService assignments;

    WorkQueuedHandler(AssignmentService assignments) {
        this.assignments = assignments;
    }

    @Override
    public String type() {
        return WorkQueued.TYPE;
    }

    @Override
    public Class<WorkQueued> payload() {
        return WorkQueued.class;
    }

    @Override
    public Uni<Void> apply(Received<WorkQueued> event) {
        return assignments
                .apply(event.payload())
                .onFailure(HttpProblem.class)
                .transform(problem -> new PoisonEvent("It is about no conversation of ours", problem));
    }

    @Override
    public Uni<Void> reconcile(Received<WorkQueued> event) {
        return apply(event);
    }
}
