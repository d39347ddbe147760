/** The Socket.IO dialect of seed 001: its protocol, its events, and the hand-over that its chatbots ask for. */
@NullMarked
package dev.sapa.gateway.socketio;

import org.jspecify.annotations.NullMarked;
