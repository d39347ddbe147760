package dev.sapa.bench.load;

/** Many conversations of one subject, with both ends of each connected; one implementation per protocol. */
public interface Chat {

    /** Told on the loop's thread what came back. A message may be told more than once. */
    interface Listener {

        /** The sender has the answer that it is kept. */
        void acked(int index);

        /** The sender was told that it is not kept. */
        void refused(int index, String why);

        /** The other side has it. */
        void delivered(int index);
    }

    int conversations();

    /**
     * From now on messages carry this tag, and what comes back for it is told to this listener; what belongs to an
     * earlier tag is told to nobody.
     *
     * @param tag lower-case letters and digits, another one for each run
     */
    void listen(String tag, Listener listener);

    /** The visitor of the conversation says the message; for any thread, does not wait. */
    void send(int conversation, int index);

    /** How many sockets were closed by the other side since the start. */
    int lostSockets();
}
