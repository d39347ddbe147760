/** Whom to ask back in one conversation. */
@NullMarked
package dev.sapa.chat.contact;

import org.jspecify.annotations.NullMarked;
