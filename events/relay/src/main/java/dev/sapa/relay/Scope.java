package dev.sapa.relay;

import java.util.Collection;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whose rows a transaction may see and write: the value of the setting {@code sapa.company}, which the row-level
 * security policies of every company table compare with.
 *
 * @param value company ids separated by commas, or {@code *}
 */
public record Scope(String value) {

    private static final Pattern WORDED = Pattern.compile("[0-9a-f,-]*|\\*");

    /** @throws IllegalArgumentException for anything else than ids and commas, since it becomes part of a statement */
    public Scope {
        if (!WORDED.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a scope");
        }
    }

    public static Scope of(UUID company) {
        return new Scope(company.toString());
    }

    /** For a batch that serves several companies at once. */
    public static Scope of(Collection<UUID> companies) {
        return new Scope(companies.stream().distinct().map(UUID::toString).collect(Collectors.joining(",")));
    }

    /** For the suite's own work, such as sweeps, and for finding out whose a thing is; never for a caller's request. */
    public static Scope everyCompany() {
        return new Scope("*");
    }
}
