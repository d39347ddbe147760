package dev.sapa.salesforce.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a trial of a connection found.
 *
 * @param ok whether conversations can be handed over
 */
record CheckView(boolean ok, List<Finding> checks) {

    /**
     * One thing that was looked at.
     *
     * @param code what is wrong, in kebab case; null when all is well
     * @param mend what to do about it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Finding(
            String name,
            boolean ok,
            @Nullable String code,
            String message,
            @Nullable String mend) {

        static Finding good(String name, String message) {
            return new Finding(name, true, null, message, null);
        }

        static Finding bad(String name, String code, String message, String mend) {
            return new Finding(name, false, code, message, mend);
        }

        /** Worth knowing, but nothing that stops anybody. */
        static Finding note(String name, String code, String message, String mend) {
            return new Finding(name, true, code, message, mend);
        }
    }

    static CheckView of(List<Finding> findings) {
        return new CheckView(findings.stream().allMatch(Finding::ok), findings);
    }
}
