/** The staff users whose names conversations show, as auth-service announces them. */
@NullMarked
package dev.sapa.chat.staff;

import org.jspecify.annotations.NullMarked;
