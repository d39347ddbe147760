package dev.sapa.auth.staff;

import dev.sapa.auth.problem.Problem;
import dev.sapa.auth.problem.UniqueViolation;
import io.quarkiverse.resteasy.problem.HttpProblem;

/** What can be wrong with a request about a staff user. */
final class StaffProblem {

    private static final String USERNAME = "uq_staff_username";

    private StaffProblem() {}

    static HttpProblem notFound() {
        return Problem.of("staff-not-found", 404, "No such staff user").build();
    }

    static HttpProblem roleNotYours() {
        return Problem.of("role-not-yours-to-give", 403, "Only an operator may make or change an operator")
                .build();
    }

    static HttpProblem ownAccount() {
        return Problem.of("own-account", 409, "Nobody changes their own role or suspends themselves")
                .build();
    }

    static HttpProblem noSeat(int seats) {
        return Problem.of("seats-exhausted", 409, "The company has no seat left")
                .withDetail("%d staff users may sign in".formatted(seats))
                .build();
    }

    static boolean isUsernameTaken(Throwable failure) {
        return UniqueViolation.constraint(failure).filter(USERNAME::equals).isPresent();
    }

    /** Names what is taken when a write ran into a unique constraint; any other failure stays what it is. */
    static Throwable taken(Throwable failure) {
        return switch (UniqueViolation.constraint(failure).orElse("")) {
            case "uq_staff_email" ->
                Problem.of("email-taken", 409, "Somebody else has this e-mail address")
                        .build();
            case USERNAME ->
                Problem.of("username-taken", 409, "Somebody else has this user name")
                        .build();
            default -> failure;
        };
    }
}
