/** Chats and their messages, as the dashboard shows them. */
@NullMarked
package dev.sapa.gateway.messagecenter.chat;

import org.jspecify.annotations.NullMarked;
