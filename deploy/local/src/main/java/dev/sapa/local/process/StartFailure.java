package dev.sapa.local.process;

import org.jspecify.annotations.Nullable;

/** Something that was to start could not; the message says in plain words what, why, and what a person can do. */
public class StartFailure extends RuntimeException {

    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
