package dev.sapa.chat.assignment;

import dev.sapa.events.WorkReturned;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.PoisonEvent;
import dev.sapa.relay.Received;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class WorkReturnedHandler implements EventHandler<WorkReturned> {

    private final AssignmentService assignments;

    WorkReturnedHandler(AssignmentService assignments) {
        this.assignments = assignments;
    }

    @Override
    public String type() {
        return WorkReturned.TYPE;
    }

    @Override
    public Class<WorkReturned> payload() {
        return WorkReturned.class;
    }

    @Override
    public Uni<Void> apply(Received<WorkReturned> event) {
        return assignments
                .apply(event.payload())
                .onFailure(HttpProblem.class)
                .transform(problem -> new PoisonEvent("It is about no conversation of ours", problem));
    }

    @Override
    public Uni<Void> reconcile(Received<WorkReturned> event) {
        return apply(event);
    }
}
