package dev.sapa.chat.message;

import dev.sapa.chat.conversation.ConversationState;
import dev.sapa.chat.conversation.MessageView;
import io.quarkiverse.resteasy.problem.HttpProblem;

/** What became of a message. */
sealed interface Answer {

    /**
     * It is in the transcript.
     *
     * @param duplicate whether it had been there before
     */
    record Posted(MessageView message, boolean duplicate, ConversationState conversation) implements Answer {}

    /** It must not be said. */
    record Refused(HttpProblem problem) implements Answer {}

    /** The sender must take the conversation over before it may speak. */
    record ClaimFirst() implements Answer {}

    /** Somebody else holds the conversation just now; nothing was decided. */
    record Held() implements Answer {}
}
