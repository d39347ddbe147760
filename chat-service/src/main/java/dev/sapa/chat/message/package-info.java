/** What is said in conversations: the send path written for speed, and the transcript. */
@NullMarked
package dev.sapa.chat.message;

import org.jspecify.annotations.NullMarked;
