package dev.sapa.local.analytics;

/** A command cannot do what it was asked for; the message says why, for a person. */
final class CommandFailure extends Exception {

    private static final long serialVersionUID = 1;

    CommandFailure(String message) {
        super(message);
    }
}
