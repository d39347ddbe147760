package dev.sapa.chat.assignment;

import dev.sapa.events.AssignmentMade;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.PoisonEvent;
import dev.sapa.relay.Received;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class AssignmentMadeHandler implements EventHandler<AssignmentMade> {

    private final AssignmentService assignments;

    AssignmentMadeHandler(AssignmentService assignments) {
        this.assignments = assignments;
    }

    @Override
    public String type() {
        return AssignmentMade.TYPE;
    }

    @Override
    public Class<AssignmentMade> payload() {
        return AssignmentMade.class;
    }

    @Override
    public Uni<Void> apply(Received<AssignmentMade> event) {
        return assignments
                .apply(event.payload())
                .onFailure(HttpProblem.class)
                .transform(problem -> new PoisonEvent("It is about no conversation of ours", problem));
    }

    @Override
    public Uni<Void> reconcile(Received<AssignmentMade> event) {
        return apply(event);
    }
}
