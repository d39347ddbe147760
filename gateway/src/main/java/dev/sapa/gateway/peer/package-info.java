/** The open sockets: what each follows, what it was sent, and how much it may owe us. */
@NullMarked
package dev.sapa.gateway.peer;

import org.jspecify.annotations.NullMarked;
