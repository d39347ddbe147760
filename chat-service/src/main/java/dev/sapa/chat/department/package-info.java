/** The departments whose names conversations show, as auth-service announces them. */
@NullMarked
package dev.sapa.chat.department;

import org.jspecify.annotations.NullMarked;
