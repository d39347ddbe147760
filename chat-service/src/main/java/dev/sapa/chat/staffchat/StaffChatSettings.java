package dev.sapa.chat.staffchat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the suite itself says to an agent who wants to hear at once that its words arrived. */
@ConfigMapping(prefix = "sapa.staff-chat")
interface StaffChatSettings {

    @WithDefault("Auto Admin")
    String autoName();

    @WithDefault("Pesan Anda sudah kami terima. Admin akan segera membalas.")
    String autoReply();
}
