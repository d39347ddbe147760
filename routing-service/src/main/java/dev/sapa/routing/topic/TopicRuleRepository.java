package dev.sapa.routing.topic;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class TopicRuleRepository implements PanacheRepositoryBase<TopicRule, UUID> {

    /** Until the end of the transaction nobody else may begin with the company's rules. */
    Uni<Void> lock(UUID company) {
        return getSession()
                .chain(session -> session.createNativeQuery(
                                "select 1 from pg_advisory_xact_lock(hashtextextended('topic_rule' || :company, 0))",
                                Integer.class)
                        .setParameter("company", company.toString())
                        .getSingleResult())
                .replaceWithVoid();
    }

    Uni<List<TopicRule>> ofCompany(UUID company) {
        return list("company", company);
    }

    Uni<Long> deleteAll(UUID company) {
        return delete("company", company);
    }
}
