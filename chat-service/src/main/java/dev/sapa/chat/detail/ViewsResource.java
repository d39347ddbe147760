package dev.sapa.chat.detail;

import dev.sapa.chat.access.Credentials;
import dev.sapa.chat.conversation.ConversationReading.Reader;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Many conversations in one request, each by its own reader's credential: what {@code GET /conversations/{id}} would answer.
 * For gateways, to which many people come back at the same time.
 */
@Path("/conversations/views")
class ViewsResource {

    private final DetailService details;
    private final Credentials credentials;

    ViewsResource(DetailService details, Credentials credentials) {
        this.details = details;
        this.credentials = credentials;
    }

    @POST
    @PermitAll
    public Uni<ViewsView> views(@NotNull @Valid ViewsRequest request) {
        var readers = request.items().stream()
                .map(wanted -> new Reader(credentials.reader(wanted.token()), wanted.conversationId()))
                .toList();
        return details.views(readers).map(ViewsView::new);
    }

    /** @param token the reader's session token or access token */
    record Wanted(@NotNull UUID conversationId, @Nullable String token) {

        @Override
        public String toString() {
            return "view of " + conversationId; // the token must not get into a log by accident
        }
    }

    record ViewsRequest(@NotNull @Size(max = 500) List<@NotNull @Valid Wanted> items) {}

    /** @param items in the order in which they were asked for */
    record ViewsView(List<Outcome> items) {}
}
