package dev.sapa.routing.topic;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A topic in which the keyword stands, in whatever case, is answered in the department, unless an earlier rule says otherwise. */
@Entity
@Table(name = "topic_rule")
class TopicRule {

    @Id
    private UUID id;

    @Column(name = "company_id")
    private UUID company;

    private int place;

    private String keyword;

    @Column(name = "department_id")
    private UUID department;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected TopicRule() {}

    TopicRule(UUID company, int place, String keyword, UUID department) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.company = company;
        this.place = place;
        this.keyword = keyword;
        this.department = department;
    }

    /** Where in the company's list it stands, from 0. */
    int place() {
        return place;
    }

    TopicRuleView view() {
        return new TopicRuleView(keyword, department);
    }
}
