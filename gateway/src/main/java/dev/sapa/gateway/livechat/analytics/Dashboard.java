package dev.sapa.gateway.livechat.analytics;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.LowerCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sapa.gateway.livechat.NativeObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The console's front page; its names are in camel case.
 *
 * @param completedToday      closed since midnight
 * @param averageResponseTime seconds from a start to the first word of an agent; 0 while there was none
 * @param onlineAgents        agents of every declared status but offline
 * @param topQuestions        topics, the most frequent first
 * @param ossCategories       sessions by department
 * @param asOf                what happened later is not counted
 */
@JsonNaming(LowerCamelCaseStrategy.class)
record Dashboard(
        long activeSessions,
        long waitingSessions,
        long completedToday,
        double averageResponseTime,
        long totalAgents,
        long onlineAgents,
        List<Question> topQuestions,
        List<Category> ossCategories,
        @Nullable String asOf) {

    record Question(String question, long count) {}

    /** @param percentage of all sessions, whole */
    record Category(String category, long count, long percentage) {}

    static Dashboard of(NativeObject figures) {
        return new Dashboard(
                figures.number("active"),
                figures.number("waiting"),
                figures.number("completed_today"),
                figures.decimal("average_response_seconds"),
                figures.number("total_agents"),
                figures.number("online_agents"),
                figures.objects("top_topics").stream()
                        .map(topic -> new Question(topic.said("topic"), topic.number("count")))
                        .toList(),
                figures.objects("categories").stream()
                        .map(category -> new Category(
                                category.said("department"), category.number("count"), category.number("percentage")))
                        .toList(),
                figures.text("as_of"));
    }
}
