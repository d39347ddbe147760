/** {@code /transfer_to_agent}: a chatbot's server hands its user to the people. */
@NullMarked
package dev.sapa.gateway.socketio.transfer;

import org.jspecify.annotations.NullMarked;
