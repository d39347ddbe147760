/** Passwords: hashed with Argon2id, a few at a time and never on an event loop. */
@NullMarked
package dev.sapa.auth.password;

import org.jspecify.annotations.NullMarked;
