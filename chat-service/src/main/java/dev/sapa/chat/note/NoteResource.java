package dev.sapa.chat.note;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The internal notes of a conversation. */
@Path("/conversations/{id}/notes")
@RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT})
class NoteResource {

    private final NoteService notes;
    private final Callers callers;

    NoteResource(NoteService notes, Callers callers) {
        this.notes = notes;
        this.callers = callers;
    }

    /** 201 when it is new, 200 when its author had written it before with the same {@code client_note_id}. */
    @POST
    public Uni<RestResponse<NoteView>> write(@RestPath UUID id, @NotNull @Valid NoteRequest request) {
        return callers.staff()
                .chain(staff -> notes.write(staff, id, request))
                .map(written -> RestResponse.status(
                        written.duplicate() ? RestResponse.Status.OK : RestResponse.Status.CREATED, written.note()));
    }

    /** Oldest first, those behind the ordinal {@code after}; the cursor is the {@code after} to go on with. */
    @GET
    public Uni<NotesView> list(
            @RestPath UUID id,
            @RestQuery @DefaultValue("0") @Min(0) long after,
            @RestQuery @DefaultValue("100") @Min(1) @Max(200) int limit) {
        return callers.staff()
                .chain(staff -> notes.list(staff, id, after, limit))
                .map(page -> new NotesView(
                        page.items(),
                        page.nextOrdinal() == null ? null : page.nextOrdinal().toString()));
    }

    /** @param nextCursor null at the end */
    record NotesView(List<NoteView> items, @Nullable String nextCursor) {}
}
