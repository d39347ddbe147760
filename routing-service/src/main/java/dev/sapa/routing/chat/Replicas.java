package dev.sapa.routing.chat;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.WebApplicationException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The replicas of another service, in turn; one that does not answer is passed over.
 *
 * @param <T> the interface of the service
 */
final class Replicas<T> {

    private final List<T> clients;
    private final AtomicInteger turn = new AtomicInteger();

    Replicas(List<URI> urls, Duration patience, Class<T> api) {
        this.clients = urls.stream()
                .map(url -> QuarkusRestClientBuilder.newBuilder()
                        .baseUri(url)
                        .connectTimeout(patience.toMillis() / 2, TimeUnit.MILLISECONDS)
                        .readTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                        .build(api))
                .toList();
    }

    /** The first answer; an error status is an answer. Calls must be safe to repeat. */
    <R> Uni<R> call(Function<T, Uni<R>> request) {
        int first = Math.floorMod(turn.getAndIncrement(), clients.size());
        return call(request, first, clients.size() - 1);
    }

    private <R> Uni<R> call(Function<T, Uni<R>> request, int client, int others) {
        return request.apply(clients.get(client))
                .onFailure(failure -> others > 0 && !(failure instanceof WebApplicationException))
                .recoverWithUni(() -> call(request, (client + 1) % clients.size(), others - 1));
    }
}
