/** Who asks, as the access token says. */
@NullMarked
package dev.sapa.routing.caller;

import org.jspecify.annotations.NullMarked;
