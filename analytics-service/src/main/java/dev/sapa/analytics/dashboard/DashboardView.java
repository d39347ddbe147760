package dev.sapa.analytics.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How it stands now.
 *
 * @param active                 conversations that an agent has
 * @param waiting                conversations that wait for one
 * @param completedToday         closed since midnight in the company's time zone
 * @param averageResponseSeconds mean of first agent message less start, over all conversations with one; 0 without any
 * @param averageResponseSecondsToday the same over the conversations that began today; null without any
 * @param totalAgents            active staff users that are agents
 * @param onlineAgents           those of them that are live and declared anything but offline
 * @param topTopics              the five topics with most conversations
 * @param categories             all departments with conversations, the largest share first
 * @param asOf                   the time of the newest event in the numbers; null before the first one
 */
record DashboardView(
        long active,
        long waiting,
        long completedToday,
        double averageResponseSeconds,
        @Nullable Double averageResponseSecondsToday,
        long totalAgents,
        long onlineAgents,
        List<TopicView> topTopics,
        List<CategoryView> categories,
        @Nullable Instant asOf) {

    record TopicView(String topic, long count) {}

    /**
     * @param departmentId null for conversations of no department
     * @param percentage   of all conversations, rounded to a whole number
     */
    record CategoryView(
            @Nullable UUID departmentId, @Nullable String department, long count, long percentage) {}
}
