package dev.sapa.gateway.socketio.engine;

/** Gives each new session somebody to speak with. */
public interface SessionAcceptor {

    /** Called on the session's event loop. */
    SessionListener accept(EngineSession session);
}
