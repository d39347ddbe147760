/** Corrections of what agents have said. */
@NullMarked
package dev.sapa.chat.amendment;

import org.jspecify.annotations.NullMarked;
