package dev.sapa.gateway.livechat.email;

import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.StaffGate;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.jspecify.annotations.Nullable;

/** What staff have sent by mail; 503 where no mail server is configured. */
@Path("/api/email")
class EmailResource {

    private final StaffGate gate;
    private final Transcripts transcripts;
    private final Mails mails;

    EmailResource(StaffGate gate, Transcripts transcripts, Mails mails) {
        this.gate = gate;
        this.transcripts = transcripts;
        this.mails = mails;
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
    public Uni<Envelope<Void>> passwordReset(@Nullable MailRequest request, @Context RoutingContext http) {
        return gate.admin(http).chain(admin -> mails.passwordReset(admin, request, http));
    }

    /** Tells a colleague where to sign in. */
    @POST
    @Path("/welcome")
    public Uni<Envelope<Void>> welcome(@Nullable MailRequest request, @Context RoutingContext http) {
        return gate.admin(http).chain(admin -> mails.welcome(admin, request, http));
    }

    /** Sends one address what the administrator wrote. */
    @POST
    @Path("/send")
    public Uni<Envelope<Void>> send(@Nullable MailRequest request, @Context RoutingContext http) {
        return gate.admin(http).chain(admin -> mails.send(admin, request, http));
    }

    /** The same as {@link #send}. */
    @POST
    @Path("/custom")
    public Uni<Envelope<Void>> custom(@Nullable MailRequest request, @Context RoutingContext http) {
        return gate.admin(http).chain(admin -> mails.send(admin, request, http));
    }
}
