/** Forgotten passwords: a link, mailed or handed over by an admin, by which somebody chooses a new one once. */
@NullMarked
package dev.sapa.auth.reset;

import org.jspecify.annotations.NullMarked;
