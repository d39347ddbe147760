package dev.sapa.events;

/** The topics, one for each publishing service and major version; records are keyed by aggregate id. */
public final class Topic {

    public static final String AUTH = "sapa.auth.v1";
    public static final String CHAT = "sapa.chat.v1";
    public static final String ROUTING = "sapa.routing.v1";
    public static final String ANALYTICS = "sapa.analytics.v1";
    public static final String SALESFORCE = "sapa.salesforce.v1";

    private Topic() {}
}
