/** What a visitor talked about before. */
@NullMarked
package dev.sapa.chat.history;

import org.jspecify.annotations.NullMarked;
