package dev.sapa.auth.bootstrap;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class InvitationRepository implements PanacheRepositoryBase<Invitation, String> {

    /** Lets one caller at a time begin an installation, until the transaction ends. */
    Uni<Void> lock() {
        return getSession()
                .chain(session -> session.createNativeQuery(
                                "select 1 from pg_advisory_xact_lock(hashtext('bootstrap'))", Integer.class)
                        .getSingleResult())
                .replaceWithVoid();
    }
}
