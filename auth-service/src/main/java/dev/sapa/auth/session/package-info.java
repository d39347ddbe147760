/** Log-ins: from the password to the last refresh, and what ends them early. */
@NullMarked
package dev.sapa.auth.session;

import org.jspecify.annotations.NullMarked;
