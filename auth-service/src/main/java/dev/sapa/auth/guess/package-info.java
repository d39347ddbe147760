/** Guessing of passwords: counted, slowed down, and never a lock for good. */
@NullMarked
package dev.sapa.auth.guess;

import org.jspecify.annotations.NullMarked;
