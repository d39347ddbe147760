/** Which agents are live: open sockets, heartbeats and what happens when they fall silent. */
@NullMarked
package dev.sapa.routing.presence;

import org.jspecify.annotations.NullMarked;
