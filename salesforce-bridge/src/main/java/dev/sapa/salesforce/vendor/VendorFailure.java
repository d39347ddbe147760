package dev.sapa.salesforce.vendor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Salesforce did not do what it was asked; the message is short and holds no secret. */
public final class VendorFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What can be done about it. */
    public enum Kind {
        /** No answer, half of one, or one that says that it failed: whether it took effect is not known. */
        UNCERTAIN,
        /** Too much at once; nothing happened, and later it may. */
        BUSY,
        /** The access token is no good any more; another one may be. */
        TOKEN,
        /** There is no session: the same message again with a new one. */
        NO_SESSION,
        /** It is there already. */
        DUPLICATE,
        /** The org cannot keep records now. */
        ORG_FULL,
        /** The conversation is not ours, or does not exist. */
        LOST,
        /** The request is no good and never will be. */
        REFUSED
    }

    private final transient Kind kind;
    private final int status;
    private final transient @Nullable Duration retryAfter;

    VendorFailure(Kind kind, int status, @Nullable Duration retryAfter, String detail) {
        super(detail, null, false, false);
        this.kind = kind;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    public static VendorFailure of(Kind kind, String detail) {
        return new VendorFailure(kind, 0, null, detail);
    }

    public Kind kind() {
        return kind;
    }

    /** The HTTP status; 0 when there was no answer. */
    public int status() {
        return status;
    }

    /** How long Salesforce wants to be left alone; null when it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Whether the same may work later. */
    public boolean isTransient() {
        return kind == Kind.UNCERTAIN || kind == Kind.BUSY || kind == Kind.ORG_FULL;
    }
}
