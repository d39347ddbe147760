package dev.sapa.auth.problem;

import io.vertx.pgclient.PgException;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

/** Finds out which constraint a failed write ran into. */
public final class UniqueViolation {

    private static final String UNIQUE_VIOLATION = "23505";

    private UniqueViolation() {}

    /** The constraint's name, when that is what failed. */
    public static Optional<String> constraint(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof ConstraintViolationException violated) {
                return Optional.ofNullable(violated.getConstraintName());
            }
            if (at instanceof PgException refused && UNIQUE_VIOLATION.equals(refused.getSqlState())) {
                return Optional.ofNullable(refused.getConstraint());
            }
        }
        return Optional.empty();
    }
}
