/** What chat-service says about conversations, and what people decide about them. */
@NullMarked
package dev.sapa.routing.conversation;

import org.jspecify.annotations.NullMarked;
