package dev.sapa.chat.keywordbot;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** What can be wrong with a request about the bot. */
final class KeywordBotProblem {

    private KeywordBotProblem() {}

    static HttpProblem undefined() {
        return Problem.of("keyword-bot-undefined", Status.NOT_FOUND, "The company has defined no bot")
                .build();
    }
}
