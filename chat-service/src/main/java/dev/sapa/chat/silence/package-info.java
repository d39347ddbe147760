/** What happens when a visitor says nothing more: a warning, then the end, as the company wants it. */
@NullMarked
package dev.sapa.chat.silence;

import org.jspecify.annotations.NullMarked;
