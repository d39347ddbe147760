/**
 * For clients that keep nothing themselves: how far each side of a conversation was served, what it has not seen yet,
 * and by what name the company knows a visitor.
 */
@NullMarked
package dev.sapa.chat.serving;

import org.jspecify.annotations.NullMarked;
