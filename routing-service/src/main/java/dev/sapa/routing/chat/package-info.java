/** Calls to chat-service, with routing's own token. */
@NullMarked
package dev.sapa.routing.chat;

import org.jspecify.annotations.NullMarked;
