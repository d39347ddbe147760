package dev.sapa.chat.conversation;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** Everything that can be wrong with a request about a conversation. */
public final class ConversationProblem {

    private ConversationProblem() {}

    /** There is none, or it is nothing that the caller may know of: the same answer. */
    public static HttpProblem notFound() {
        return Problem.of("conversation-not-found", Status.NOT_FOUND, "No such conversation")
                .build();
    }

    public static HttpProblem closed() {
        return Problem.of("conversation-closed", Status.CONFLICT, "The conversation is closed")
                .build();
    }

    /** Somebody else speaks for the company now. */
    public static HttpProblem notResponder() {
        return Problem.of("not-responder", Status.CONFLICT, "Somebody else answers this conversation")
                .build();
    }

    /** The other desk's system sent it here itself. */
    static HttpProblem comesFromThere() {
        return Problem.of("desk-own-conversation", Status.CONFLICT, "The conversation comes from that desk")
                .build();
    }

    /** Only what agents said may be corrected or taken back. */
    public static HttpProblem notAnAgentsMessage() {
        return Problem.of("not-an-agents-message", Status.FORBIDDEN, "Only messages of agents can be changed")
                .build();
    }

    public static HttpProblem notYourMessage() {
        return Problem.of("not-your-message", Status.FORBIDDEN, "Somebody else said this")
                .build();
    }

    public static HttpProblem noMessage() {
        return Problem.of("message-not-found", Status.NOT_FOUND, "No such message")
                .build();
    }

    /** The company shows its conversations to nobody without a credential. */
    static HttpProblem notShown() {
        return Problem.of("credential-required", Status.UNAUTHORIZED, "A credential is required")
                .build();
    }

    /** The visitor has said something else before. */
    static HttpProblem alreadyRated() {
        return Problem.of("already-rated", Status.CONFLICT, "The conversation has a rating already")
                .build();
    }

    static HttpProblem badCursor() {
        return Problem.of("cursor-invalid", Status.BAD_REQUEST, "The cursor is not one of ours")
                .build();
    }

    /** A query parameter says something that it cannot. */
    public static HttpProblem badFilter(String name) {
        return Problem.of("filter-invalid", Status.BAD_REQUEST, "The parameter %s has no such value".formatted(name))
                .build();
    }

    static HttpProblem ended() {
        return Problem.of("session-token-ended", Status.UNAUTHORIZED, "The session token ended with its conversation")
                .build();
    }
}
