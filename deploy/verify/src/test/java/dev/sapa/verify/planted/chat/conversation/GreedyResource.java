package dev.sapa.verify.planted.chat.conversation;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** An endpoint that answers with an entity. */
@Path("/ledgers")
class GreedyResource {

    @GET
    public Ledger first() {
        return new Ledger();
    }
}
