package dev.sapa.gateway.credential;

/** What a caller proved or carries; the services decide what it may do. */
public sealed interface Credential permits Staff, Credential.Session, Credential.Vouched, Credential.Nobody {

    /** Chat-service's visitor capability; only chat-service can verify it. */
    record Session(String token) implements Credential {

        /** The token must not reach a log. */
        @Override
        public String toString() {
            return "Session";
        }
    }

    /**
     * A company's server, or a person it vouches for, by a token that auth-service gave for the company's credential.
     *
     * @param mayWrite whether it may do more than ask
     */
    record Vouched(String token, boolean mayWrite) implements Credential {

        /** The token must not reach a log. */
        @Override
        public String toString() {
            return "Vouched";
        }
    }

    /** No credential was sent. */
    record Nobody() implements Credential {}

    Credential NOBODY = new Nobody();

    /** Whether the text has the form of a session token. */
    static boolean isSessionToken(String text) {
        return text.startsWith("lcs_");
    }
}
