/** Who is calling: staff tokens, session tokens, bare session ids, and the gateway's own service token. */
@NullMarked
package dev.sapa.gateway.credential;

import org.jspecify.annotations.NullMarked;
