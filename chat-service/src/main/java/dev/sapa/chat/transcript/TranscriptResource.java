package dev.sapa.chat.transcript;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Transcripts of one conversation. */
@Path("/conversations/{id}")
class TranscriptResource {

    private final TranscriptService transcripts;
    private final Callers callers;

    TranscriptResource(TranscriptService transcripts, Callers callers) {
        this.transcripts = transcripts;
        this.callers = callers;
    }

    /** To save: {@code format} is {@code text}, {@code json} or {@code html}. */
    @GET
    @Path("/transcript")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.BOT, Role.VISITOR, Role.PORTAL})
    public Uni<RestResponse<Object>> download(@RestPath UUID id, @RestQuery @DefaultValue("text") String format) {
        var wanted = TranscriptFormat.of(format);
        return callers.current()
                .chain(caller -> transcripts.find(caller, id))
                .map(transcript -> attachment(transcript, wanted));
    }

    /** Mails it, to the contact or the visitor unless {@code email} names another address that the caller may name. */
    @POST
    @Path("/transcript-mails")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.VISITOR, Role.PORTAL})
    @ResponseStatus(202)
    public Uni<Void> mail(@RestPath UUID id, @Nullable @Valid MailRequest request) {
        return callers.current()
                .chain(caller -> transcripts.mail(caller, id, request == null ? null : request.email()));
    }

    private static RestResponse<Object> attachment(Transcript transcript, TranscriptFormat format) {
        return RestResponse.ResponseBuilder.ok(format.written(transcript))
                .header(HttpHeaders.CONTENT_TYPE, format.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s\"".formatted(format.fileName(transcript)))
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /**
     * Asks for a transcript by mail.
     *
     * @param email where to send it; one address
     */
    record MailRequest(
            @Nullable @Size(max = 254) @Pattern(regexp = "\\s*|\\s*[^@\\s\\x00,;<>]+@[^@\\s\\x00,;<>]+\\s*")
            String email) {}
}
