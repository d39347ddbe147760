package dev.sapa.gateway.livechat.visitor;

import dev.sapa.gateway.livechat.OptionalBody;
import dev.sapa.gateway.livechat.session.Messages;
import jakarta.ws.rs.Path;

/** One session of a visitor, as seed 003 names it, also under {@code /api/v1/oss-chat}. */
@Path("/api/chat/session/{id}")
class OssSessionResource extends SessionRoutes {

    OssSessionResource(
            OwnSession session, Messages messages, Places places, OwnTranscripts transcripts, OptionalBody bodies) {
        super(session, messages, places, transcripts, bodies);
    }
}
