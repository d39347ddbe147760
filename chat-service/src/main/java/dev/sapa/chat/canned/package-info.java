/** Answers in store, which agents call up by a shortcut. */
@NullMarked
package dev.sapa.chat.canned;

import org.jspecify.annotations.NullMarked;
