/** Committed facts on their way to the sockets that want them: once each, in order, whatever is away. */
@NullMarked
package dev.sapa.gateway.delivery;

import org.jspecify.annotations.NullMarked;
