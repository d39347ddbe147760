package dev.sapa.gateway.livechat.visitor;

import dev.sapa.gateway.livechat.OptionalBody;
import dev.sapa.gateway.livechat.session.Messages;
import jakarta.ws.rs.Path;

/** One session of a visitor, as seed 002 names it. */
@Path("/api/public/chat/session/{id}")
class PublicSessionResource extends SessionRoutes {

    PublicSessionResource(
            OwnSession session, Messages messages, Places places, OwnTranscripts transcripts, OptionalBody bodies) {
        super(session, messages, places, transcripts, bodies);
    }
}
