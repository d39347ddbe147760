package dev.sapa.events;

import org.jspecify.annotations.Nullable;

/**
 * How much a company may use; null is what the installation gives everybody.
 *
 * @param messagesPerMinute that a visitor may send in one conversation
 * @param openConversations that may be open before visitors can begin no other
 * @param seats             staff users that may sign in
 * @param uploadMbPerDay    MB of files that may be uploaded in 24 hours
 */
public record CompanyLimits(
        @Nullable Integer messagesPerMinute,
        @Nullable Integer openConversations,
        @Nullable Integer seats,
        @Nullable Integer uploadMbPerDay) {

    public static final CompanyLimits NONE = new CompanyLimits(null, null, null, null);
}
