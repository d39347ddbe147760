package dev.sapa.salesforce.simulator;

import org.jspecify.annotations.Nullable;

/** What a call of the simulator answers instead of a success. */
final class SimulatorFailure extends RuntimeException {

    static final String NO_TOKEN = "No access token available. Please generate access token first.";
    static final String NO_CONVERSATION = "No conversation available. Please create a conversation first.";

    private final int status;
    private final @Nullable String details;

    SimulatorFailure(int status, String error, @Nullable String details) {
        super(error, null, false, false);
        this.status = status;
        this.details = details;
    }

    /** The caller did something wrong. */
    static SimulatorFailure refused(String error) {
        return new SimulatorFailure(400, error, null);
    }

    /** This side cannot do it. */
    static SimulatorFailure broken(String error) {
        return new SimulatorFailure(500, error, null);
    }

    /** The other side answered something else than success, which is passed on. */
    static SimulatorFailure upstream(VendorAnswer answer) {
        return new SimulatorFailure(answer.status(), "API returned status " + answer.status(), answer.text());
    }

    int status() {
        return status;
    }

    String error() {
        return String.valueOf(getMessage());
    }

    @Nullable
    String details() {
        return details;
    }
}
