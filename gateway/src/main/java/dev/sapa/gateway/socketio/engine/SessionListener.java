package dev.sapa.gateway.socketio.engine;

/** Who speaks over a session; called on its event loop. */
public interface SessionListener {

    /** A message of the client. */
    void message(String text);

    /** A binary message of the client, which this server does not take. */
    void binary();

    /** The session ended, whoever ended it; called once. */
    void closed();
}
