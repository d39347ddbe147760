package dev.sapa.chat.note;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** Everything that can be wrong with a note. */
final class NoteProblem {

    private NoteProblem() {}

    static HttpProblem mentionUnknown() {
        return Problem.of(
                        "mention-unknown",
                        Status.BAD_REQUEST,
                        "Somebody who is mentioned is not of the company's staff")
                .build();
    }

    static HttpProblem clientNoteIdReused() {
        return Problem.of("client-note-id-reused", Status.CONFLICT, "This client_note_id belongs to another note")
                .build();
    }
}
