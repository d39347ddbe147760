package dev.sapa.relay;

import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Whose rows a transaction may see and write: the value of the setting {@code sapa.company}, which the row-level
 * security policies of every company table compare with.
 *
 * @param value company ids separated by commas, or {@code *}
 */
public record Scope(String value) {

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
