package dev.sapa.gateway.livechat.email;

import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.StaffGate;
import dev.sapa.gateway.livechat.login.Passwords;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.jspecify.annotations.Nullable;

/** What staff have sent by mail. */
@Path("/api/email")
class EmailResource {

    private final StaffGate gate;
    private final Transcripts transcripts;
    private final Passwords passwords;

    EmailResource(StaffGate gate, Transcripts transcripts, Passwords passwords) {
        this.gate = gate;
        this.transcripts = transcripts;
        this.passwords = passwords;
    }

    /** Sends a session's transcript, to its visitor unless another address is named. */
    @POST
    @Path("/chat-transcript")
    public Uni<Envelope<Void>> transcript(@Nullable TranscriptRequest request, @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> transcripts.send(staff, request, http));
    }

    /** Sends a colleague the link with which to choose a new password. */
    @POST
    @Path("/password-reset")
    public Uni<Envelope<Void>> passwordReset(@Nullable PasswordResetRequest request, @Context RoutingContext http) {
        return gate.admin(http).chain(staff -> passwords.sendLink(request == null ? null : request.login(), http));
    }

    /** @param to the same as {@code email} */
    record PasswordResetRequest(
            @Nullable String email, @Nullable String to) {

        @Nullable
        String login() {
            return email == null ? to : email;
        }
    }
}
