package dev.sapa.auth.staff;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds user names that nobody has. */
@ApplicationScoped
class Usernames {

    private static final int LONGEST_STEM = 58;

    private final StaffRepository staff;
    private final EventTransactions transactions;

    Usernames(StaffRepository staff, EventTransactions transactions) {
        this.staff = staff;
        this.transactions = transactions;
    }

    /**
     * The user name for an e-mail address: the part before the {@code @}, with the first free number from 2 on behind it
     * when somebody in the installation has it already ({@code ani}, {@code ani2}). It may be taken a moment later.
     */
    Uni<String> freeFor(String email) {
        var local = email.substring(0, email.indexOf('@'));
        var stem = local.substring(0, Math.min(local.length(), LONGEST_STEM));
        return transactions
                .readInSession(Scope.everyCompany(), () -> staff.firstFree(stem))
                .map(number -> number == 1 ? stem : stem + number);
    }
}
