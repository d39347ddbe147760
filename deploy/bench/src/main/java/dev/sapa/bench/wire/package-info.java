/** Many sockets on one thread, with little cost of their own: TCP, WebSocket, and HTTP with connections that stay open. */
@NullMarked
package dev.sapa.bench.wire;

import org.jspecify.annotations.NullMarked;
