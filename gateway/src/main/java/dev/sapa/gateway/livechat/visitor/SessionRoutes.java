package dev.sapa.gateway.livechat.visitor;

import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.OptionalBody;
import dev.sapa.gateway.livechat.Twofold;
import dev.sapa.gateway.livechat.session.MessageItem;
import dev.sapa.gateway.livechat.session.Messages;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor asks and does about one session of its own, on the paths of either seed. Whoever has a credential for it
 * may; in companies whose portal is open the session id suffices.
 */
abstract class SessionRoutes {

    private final OwnSession session;
    private final Messages messages;
    private final Places places;
    private final OwnTranscripts transcripts;
    private final OptionalBody bodies;

    SessionRoutes(
            OwnSession session, Messages messages, Places places, OwnTranscripts transcripts, OptionalBody bodies) {
        this.session = session;
        this.messages = messages;
        this.places = places;
        this.transcripts = transcripts;
        this.bodies = bodies;
    }

    /** The session; its owner names itself with a credential, {@code browser_uuid} or {@code oss_user_id}. */
    @GET
    public Uni<SessionAnswer> session(
            @RestPath String id,
            @RestQuery("browser_uuid") @Nullable String browserUuid,
            @RestQuery("oss_user_id") @Nullable String ossUserId,
            @Context RoutingContext http) {
        return session.find(Field.sessionId(id), browserUuid, ossUserId, http);
    }

    /** The messages, oldest first; {@code limit} and {@code after_seq} narrow them. */
    @GET
    @Path("/messages")
    public Uni<Envelope<List<MessageItem>>> messages(
            @RestPath String id,
            @RestQuery @Nullable String limit,
            @RestQuery("after_seq") @Nullable String afterSeq,
            @Context RoutingContext http) {
        return messages.list(Field.sessionId(id), limit, afterSeq, http);
    }

    /** How far it has come in the queue, and how long it will probably still wait. */
    @GET
    @Path("/position")
    public Uni<Twofold<Places.Place>> position(@RestPath String id, @Context RoutingContext http) {
        return places.find(Field.sessionId(id), http);
    }

    /** Ends it, or cancels it while it waits; the body, which may be absent, says how it was. */
    @POST
    @Path("/close")
    @Consumes(MediaType.WILDCARD)
    public Uni<Twofold<OwnSession.Standing>> close(
            @RestPath String id, @Nullable String body, @Context RoutingContext http) {
        return session.close(Field.sessionId(id), bodies.read(body, EndRequest.class), http);
    }

    /** Says how it was, also after its end; once. */
    @POST
    @Path("/rating")
    public Uni<Twofold<OwnSession.Standing>> rate(
            @RestPath String id, @Nullable EndRequest request, @Context RoutingContext http) {
        return session.rate(Field.sessionId(id), request, http);
    }

    /** Everything that was said, to save; {@code format} is {@code text}, {@code json} or {@code html}. */
    @GET
    @Path("/transcript")
    public Uni<RestResponse<byte[]>> transcript(
            @RestPath String id, @RestQuery @Nullable String format, @Context RoutingContext http) {
        return transcripts.download(Field.sessionId(id), format, http);
    }

    /** The same by mail; the body, which may be absent, says where to. */
    @POST
    @Path("/transcript")
    @Consumes(MediaType.WILDCARD)
    public Uni<Envelope<Void>> mailTranscript(
            @RestPath String id, @Nullable String body, @Context RoutingContext http) {
        return transcripts.mail(Field.sessionId(id), bodies.read(body, OwnTranscripts.MailRequest.class), http);
    }
}
