package dev.sapa.chat.access;

/** The roles in access tokens, for {@code @RolesAllowed}. */
public final class Role {

    public static final String OPERATOR = "operator";
    public static final String ADMIN = "admin";
    public static final String SUPERVISOR = "supervisor";
    public static final String AGENT = "agent";
    public static final String BOT = "bot";
    public static final String PORTAL = "portal";
    public static final String SERVICE = "service";
    /** Answers for a company that vouches for it, from a system of the company's own; never staff. */
    public static final String COMPANY_AGENT = "agent-limited";
    /** Carried by company visitors' tokens and by every session token. */
    public static final String VISITOR = "visitor";

    private Role() {}
}
