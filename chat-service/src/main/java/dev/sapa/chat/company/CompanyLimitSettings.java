package dev.sapa.chat.company;

import io.smallrye.config.ConfigMapping;
import java.util.OptionalInt;

/** How much every company may use that has no limit of its own; any amount where nothing is set. */
@ConfigMapping(prefix = "sapa.company-limit")
interface CompanyLimitSettings {

    /** Messages that a visitor may send in one conversation. */
    OptionalInt messagesPerMinute();

    /** Conversations that may be open before visitors can begin no other. */
    OptionalInt openConversations();

    /** MB of files that may be uploaded in 24 hours. */
    OptionalInt uploadMbPerDay();
}
