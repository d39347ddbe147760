package dev.sapa.auth.staff;

import java.util.UUID;

/** What a log-in is checked against. */
public record Account(UUID staffId, UUID companyId, boolean active, String passwordHash) {

    /** Keeps the hash out of logs. */
    @Override
    public String toString() {
        return "Account[" + staffId + "]";
    }
}
