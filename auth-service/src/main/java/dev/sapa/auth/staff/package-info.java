/** Staff: the people who sign in, what they may do and where they help. */
@NullMarked
package dev.sapa.auth.staff;

import org.jspecify.annotations.NullMarked;
