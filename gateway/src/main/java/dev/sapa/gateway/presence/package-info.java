/** Tells routing-service which staff users hold an open socket. */
@NullMarked
package dev.sapa.gateway.presence;

import org.jspecify.annotations.NullMarked;
