package dev.sapa.verify.planted.chat.conversation;

import jakarta.ws.rs.Path;

/** A dialect's path inside a service. */
@Path("/api/chat/start")
class PublicPathResource {}
