package dev.sapa.auth.audit;

import java.util.Locale;

/** What can happen that must be on record. */
public enum AuditAction {
    LOGIN_SUCCEEDED,
    LOGIN_FAILED,
    LOGOUT,
    REFRESH_REUSED,
    PASSWORD_CHANGED,
    PASSWORD_RESET_MAILED,
    PASSWORD_RESET_LINK_MADE,
    PASSWORD_RESET,
    COMPANY_CREATED,
    COMPANY_CHANGED,
    VISITOR_SECRET_CHANGED,
    API_KEY_CREATED,
    API_KEY_ROTATED,
    API_KEY_REVOKED,
    DEPARTMENT_CREATED,
    DEPARTMENT_CHANGED,
    STAFF_CREATED,
    STAFF_CHANGED,
    MAIL_SENT,
    KEYS_ROTATED,
    INSTALLATION_BOOTSTRAPPED;

    /** As it stands in the log: kebab-case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
