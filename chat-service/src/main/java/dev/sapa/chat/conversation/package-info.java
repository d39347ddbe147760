/** One case between a visitor and a company: its state, its rules, who may speak in it. */
@NullMarked
package dev.sapa.chat.conversation;

import org.jspecify.annotations.NullMarked;
