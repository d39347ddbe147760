package dev.sapa.routing.topic;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class TopicRuleRepository implements PanacheRepositoryBase<TopicRule, UUID> {

    Uni<List<TopicRule>> ofCompany(UUID company) {
        return list("company", company);
    }

    Uni<Long> deleteAll(UUID company) {
        return delete("company", company);
    }
}
