package dev.sapa.routing.matching;

import dev.sapa.routing.queue.WorkItem;
import java.util.UUID;

/** What a round chose: the conversation, its agent, and the others that could have got it. */
record Match(WorkItem item, Choice.Pick pick) {

    UUID agent() {
        return pick.agent().id();
    }
}
