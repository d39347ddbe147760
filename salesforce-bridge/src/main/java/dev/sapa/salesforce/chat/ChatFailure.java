package dev.sapa.salesforce.chat;

/** Chat-service did not do what it was asked. */
public final class ChatFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    ChatFailure(int status, String code, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** Whether the same may work later. */
    public boolean isTransient() {
        return status == 0 || status == 401 || status == 429 || status >= 500;
    }

    /** Whether the conversation is not Salesforce's any more. */
    public boolean isOver() {
        return status == 404 || code.equals("not-responder") || code.equals("conversation-closed");
    }

    /** Whether the message is there already, as it was said the first time. */
    public boolean isRepeat() {
        return code.equals("client-msg-id-reused");
    }
}
