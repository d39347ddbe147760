package dev.sapa.chat.search;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import dev.sapa.chat.conversation.Cursor;
import dev.sapa.chat.inbox.InboxRow;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Searches of a desk; every word of {@code q} must be there, as the beginning of a word. */
@Path("/search")
@RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT})
class SearchResource {

    private static final int SHORTEST = 2;
    private static final int LONGEST = 200;

    private final SearchService search;
    private final Callers callers;

    SearchResource(SearchService search, Callers callers) {
        this.search = search;
        this.callers = callers;
    }

    /** By the conversation's number, and the visitor's name, e-mail address, phone number and company; newest first. */
    @GET
    @Path("/conversations")
    public Uni<SearchService.Page<InboxRow>> conversations(
            @RestQuery("q") @Nullable String text,
            @RestQuery @Nullable String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(50) int limit) {
        var wanted = checked(text);
        var after = cursor == null || cursor.isEmpty() ? null : Cursor.decoded(cursor);
        return callers.staff().chain(staff -> search.conversations(staff, wanted, after, limit));
    }

    /** By what visitors, agents and bots said; newest first. */
    @GET
    @Path("/messages")
    public Uni<SearchService.Page<MessageHit>> messages(
            @RestQuery("q") @Nullable String text,
            @RestQuery @Nullable String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(50) int limit) {
        var wanted = checked(text);
        var before = cursor == null || cursor.isEmpty() ? null : id(cursor);
        return callers.staff().chain(staff -> search.messages(staff, wanted, before, limit));
    }

    /** A number of one digit is long enough to look for. */
    private static String checked(@Nullable String text) {
        var stripped = text == null ? "" : text.strip();
        if ((stripped.length() < SHORTEST && !stripped.matches("\\d"))
                || stripped.length() > LONGEST
                || stripped.indexOf('\0') >= 0) {
            throw SearchProblem.textInvalid();
        }
        return stripped;
    }

    private static UUID id(String cursor) {
        try {
            return UUID.fromString(cursor);
        } catch (IllegalArgumentException e) {
            throw SearchProblem.badCursor();
        }
    }
}
