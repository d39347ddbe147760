/** What chat-service tells of conversations, for every part of this service that listens. */
@NullMarked
package dev.sapa.salesforce.conversation;

import org.jspecify.annotations.NullMarked;
