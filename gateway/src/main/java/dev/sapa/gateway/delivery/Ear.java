package dev.sapa.gateway.delivery;

import java.util.UUID;

/** Hears every committed message of some companies: twice or in any order, as facts come. Called by any thread. */
public interface Ear {

    /** Whether anybody behind it cares for that company now; asked for each message, so it must be quick. */
    boolean listensTo(UUID companyId);

    /** A message of such a company was committed; must not block. */
    void posted(Message message, Facts facts);
}
