/** Socket.IO 5 with the events of seed 001, over the same conversations as everybody's. */
@NullMarked
package dev.sapa.gateway.socketio.chat;

import org.jspecify.annotations.NullMarked;
