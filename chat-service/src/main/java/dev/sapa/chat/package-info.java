/** Chat service: visitors, conversations and their messages. */
@NullMarked
package dev.sapa.chat;

import org.jspecify.annotations.NullMarked;
