package dev.sapa.salesforce.exchange;

/** There was no answer, or only half of one: whether the request had its effect is not known. */
public final class NoReply extends RuntimeException {

    private static final long serialVersionUID = 1;

    public NoReply(String reason) {
        super(reason, null, false, false);
    }
}
