/** Internal notes: what staff tell each other about a conversation, and nobody else ever sees. */
@NullMarked
package dev.sapa.chat.note;

import org.jspecify.annotations.NullMarked;
