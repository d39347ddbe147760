package dev.sapa.chat.assignment;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.conversation.ConversationProblem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Takes a conversation over for an agent who answers it: routing decides, we apply, then the agent may speak. */
@ApplicationScoped
public class ClaimService {

    private static final Logger LOG = Logger.getLogger(ClaimService.class);

    private final List<RoutingClient> replicas;

    ClaimService(AssignmentSettings settings) {
        this.replicas = settings.routingUrls().stream()
                .map(url -> QuarkusRestClientBuilder.newBuilder()
                        .baseUri(url)
                        .connectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                        .readTimeout(settings.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
                        .build(RoutingClient.class))
                .toList();
    }

    /** Completes when the conversation is the agent's; fails with a problem when it cannot become so. */
    public Uni<Void> claim(UUID conversation, Caller.Staff agent) {
        var claim = new RoutingClient.Claim(agent.id(), "claim");
        return ask(0, replica -> replica.claim("Bearer " + agent.token(), conversation, claim));
    }

    private Uni<Void> ask(int index, Function<RoutingClient, Uni<Void>> question) {
        return question.apply(replicas.get(index))
                .onFailure(failure -> isAbsent(failure) && index + 1 < replicas.size())
                .recoverWithUni(() -> ask(index + 1, question))
                .onFailure(failure -> !(failure instanceof HttpProblem))
                .transform(ClaimService::problem);
    }

    /** Nobody answered at all; whether the question arrived is not known, but a second claim does no harm. */
    private static boolean isAbsent(Throwable failure) {
        return !(failure instanceof WebApplicationException);
    }

    private static Throwable problem(Throwable failure) {
        var status = failure instanceof WebApplicationException answer
                ? answer.getResponse().getStatus()
                : 0;
        return switch (status) {
            case 404 -> ConversationProblem.notFound();
            case 403, 409 -> ConversationProblem.notResponder();
            default -> {
                LOG.warnf("Routing did not take a claim: %s", failure.getMessage());
                yield AssignmentProblem.routingUnavailable();
            }
        };
    }
}
