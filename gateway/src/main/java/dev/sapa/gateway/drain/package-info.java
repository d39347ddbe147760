/** Sends the clients elsewhere before the process ends. */
@NullMarked
package dev.sapa.gateway.drain;

import org.jspecify.annotations.NullMarked;
