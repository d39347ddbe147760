package dev.sapa.auth.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;

/** The form of every problem type: a URN, and the same code as a member of its own. */
public final class Problem {

    public static final String URN = "urn:sapa:problem:";

    private Problem() {}

    /**
     * Begins a problem of one type.
     *
     * @param code  kebab-case, never changes once published
     * @param title one sentence for people, the same for every occurrence
     */
    public static HttpProblem.Builder of(String code, int status, String title) {
        return HttpProblem.builder()
                .withType(URI.create(URN + code))
                .withTitle(title)
                .withStatus(status)
                .with("code", code);
    }
}
