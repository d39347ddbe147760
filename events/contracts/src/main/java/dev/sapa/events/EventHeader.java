package dev.sapa.events;

/**
 * Names of the record headers: CloudEvents 1.0, Kafka binding in binary mode ({@code ce_} prefix), with Sapa's
 * extension attributes. A header that does not apply is absent.
 */
public final class EventHeader {

    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String TIME = "ce_time";
    /** The aggregate's id; equals the record key. */
    public static final String SUBJECT = "ce_subject";
    /** The aggregate's version, a decimal number. */
    public static final String VERSION = "ce_version";

    public static final String COMPANY = "ce_company";
    public static final String CONVERSATION = "ce_conversation";
    /** The staff user it concerns: the assigned agent, or the staff user who changed. */
    public static final String STAFF = "ce_staff";

    public static final String DEPARTMENT = "ce_department";
    /** The conversation's status after the event: {@code waiting}, {@code active} or {@code closed}. */
    public static final String STATUS = "ce_status";
    /** W3C Trace Context of the command that caused the event. */
    public static final String TRACEPARENT = "traceparent";

    public static final String CONTENT_TYPE = "content-type";

    private EventHeader() {}
}
