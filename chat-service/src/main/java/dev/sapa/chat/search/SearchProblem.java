package dev.sapa.chat.search;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.core.Response.Status;

/** Everything that can be wrong with a search. */
final class SearchProblem {

    private static final String CANCELED = "57014";

    private SearchProblem() {}

    static HttpProblem textInvalid() {
        return Problem.of(
                        "search-text-invalid",
                        Status.BAD_REQUEST,
                        "Search for 2 to 200 characters with a word among them")
                .build();
    }

    static HttpProblem badCursor() {
        return Problem.of("cursor-invalid", Status.BAD_REQUEST, "The cursor is not one of ours")
                .build();
    }

    /** What a failed search means: that the database looked for too long, if it says so; else what it was. */
    static Throwable tooSlow(Throwable failure) {
        return failure instanceof PgException refused && CANCELED.equals(refused.getSqlState())
                ? Problem.later("search-too-slow", "This search takes too long: add a word")
                : failure;
    }
}
