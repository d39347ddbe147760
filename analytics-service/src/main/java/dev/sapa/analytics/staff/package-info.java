/** Staff users: their names, and who is there now. */
@NullMarked
package dev.sapa.analytics.staff;

import org.jspecify.annotations.NullMarked;
