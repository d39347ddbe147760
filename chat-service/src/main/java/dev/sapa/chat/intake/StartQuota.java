package dev.sapa.chat.intake;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalInt;
import java.util.UUID;

/** Holds a company to as many open conversations as it may have. */
@ApplicationScoped
class StartQuota {

    /**
     * In the transaction that has just begun one; fails with a problem when that is one too many. Those who begin at the same
     * moment are counted one after the other, each with the ones before.
     */
    Uni<Void> admit(UUID company, OptionalInt atMost) {
        return atMost.isEmpty()
                ? Uni.createFrom().voidItem()
                : takeTurns(company)
                        .chain(() -> open(company))
                        .invoke(open -> {
                            if (open > atMost.getAsInt()) {
                                throw IntakeProblem.tooManyOpen();
                            }
                        })
                        .replaceWithVoid();
    }

    private static Uni<Void> takeTurns(UUID company) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select 1 from pg_advisory_xact_lock(hashtextextended('open-conversations' || ?1, 0))",
                                Integer.class)
                        .setParameter(1, company.toString())
                        .getSingleResult())
                .replaceWithVoid();
    }

    private static Uni<Long> open(UUID company) {
        return Panache.getSession().chain(session -> session.createNativeQuery(
                        "select count(*) from conversation where company_id = ?1 and status in ('waiting', 'active')",
                        Long.class)
                .setParameter(1, company)
                .getSingleResult());
    }
}
