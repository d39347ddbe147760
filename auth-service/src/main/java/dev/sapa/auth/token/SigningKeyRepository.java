package dev.sapa.auth.token;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class SigningKeyRepository implements PanacheRepositoryBase<SigningKey, String> {

    Uni<List<SigningKey>> oldestFirst() {
        return listAll(Sort.ascending("signsFrom", "id"));
    }

    /** Lets one replica at a time decide about keys, until the transaction ends. */
    Uni<Void> lock() {
        return getSession()
                .chain(session -> session.createNativeQuery(
                                "select 1 from pg_advisory_xact_lock(hashtext('signing_key'))", Integer.class)
                        .getSingleResult())
                .replaceWithVoid();
    }
}
