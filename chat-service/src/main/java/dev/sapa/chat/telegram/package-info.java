/** Telegram, by its Bot API. */
@NullMarked
package dev.sapa.chat.telegram;

import org.jspecify.annotations.NullMarked;
