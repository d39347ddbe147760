package dev.sapa.salesforce.emulator;

import org.jspecify.annotations.Nullable;

/** What the emulated Salesforce answers instead of a success. */
final class EmulatedFailure extends RuntimeException {

    private final int status;
    private final @Nullable Integer retryAfter;

    private EmulatedFailure(int status, String message, @Nullable Integer retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    static EmulatedFailure badRequest(String message) {
        return new EmulatedFailure(400, message, null);
    }

    static EmulatedFailure of(int status, String message) {
        return new EmulatedFailure(status, message, null);
    }

    static EmulatedFailure unauthorized() {
        return new EmulatedFailure(401, "The access token is missing, expired or revoked.", null);
    }

    /** The conversation belongs to another end user. */
    static EmulatedFailure denied() {
        return new EmulatedFailure(403, "Permission Denied", null);
    }

    static EmulatedFailure notFound() {
        return new EmulatedFailure(404, "There is no such conversation.", null);
    }

    static EmulatedFailure duplicate() {
        return new EmulatedFailure(409, "The id is in use already.", null);
    }

    static EmulatedFailure noSession() {
        return new EmulatedFailure(417, "There is no active messaging session.", null);
    }

    static EmulatedFailure tooMany(int retryAfter) {
        return new EmulatedFailure(429, "Too many messages in this conversation.", retryAfter);
    }

    /** A part of this suite that stands in for Salesforce's own does not answer. */
    static EmulatedFailure later(String message) {
        return new EmulatedFailure(503, message, 1);
    }

    int status() {
        return status;
    }

    @Nullable
    Integer retryAfter() {
        return retryAfter;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
