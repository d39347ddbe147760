/** Who is asking: the staff user of the access token, and from where. */
@NullMarked
package dev.sapa.auth.caller;

import org.jspecify.annotations.NullMarked;
