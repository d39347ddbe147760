package dev.sapa.routing.topic;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** The rules by which a company's topics find their department. They bind conversations that start from then on. */
@ApplicationScoped
public class TopicRuleService {

    private static final String DECIDE = """
            select rule.department_id
              from topic_rule rule left join department using (department_id)
             where rule.company_id = $1 and position(lower(rule.keyword) in lower($2)) > 0
               and coalesce(department.active, true)
             order by rule.place limit 1
            """;

    private final EventTransactions transactions;
    private final TopicRuleRepository rules;

    TopicRuleService(EventTransactions transactions, TopicRuleRepository rules) {
        this.transactions = transactions;
        this.rules = rules;
    }

    /** The department that answers the topic, or null when no rule matches; departments closed down are passed over. */
    public Uni<UUID> departmentOf(SqlConnection connection, UUID company, String topic) {
        return connection
                .preparedQuery(DECIDE)
                .execute(Tuple.of(company, topic))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getUUID(0));
    }

    /** Gives a company its first rules; one that has rules keeps them. Replicas that start together take turns. */
    public Uni<Void> begin(UUID company, List<TopicRuleView> first) {
        return transactions.readInSession(Scope.of(company), () -> rules.lock(company)
                .chain(() -> rules.count("company", company))
                .chain(count -> count > 0 ? Uni.createFrom().voidItem() : write(company, first)));
    }

    Uni<List<TopicRuleView>> inOrder(UUID company) {
        return transactions.readInSession(
                Scope.of(company), () -> rules.ofCompany(company).map(found -> found.stream()
                        .sorted(Comparator.comparingInt(TopicRule::place))
                        .map(TopicRule::view)
                        .toList()));
    }

    Uni<List<TopicRuleView>> replace(UUID company, List<TopicRuleView> replacement) {
        return transactions
                .readInSession(
                        Scope.of(company), () -> rules.deleteAll(company).chain(() -> write(company, replacement)))
                .replaceWith(replacement);
    }

    private Uni<Void> write(UUID company, List<TopicRuleView> all) {
        if (all.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return rules.persist(IntStream.range(0, all.size())
                .mapToObj(place -> new TopicRule(
                        company, place, all.get(place).keyword(), all.get(place).departmentId())));
    }
}
