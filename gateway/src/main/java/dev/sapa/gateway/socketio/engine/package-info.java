/** Engine.IO, protocol 4: sessions over long-polling, WebSocket, or the one after the other. */
@NullMarked
package dev.sapa.gateway.socketio.engine;

import org.jspecify.annotations.NullMarked;
