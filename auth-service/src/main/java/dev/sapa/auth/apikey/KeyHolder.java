package dev.sapa.auth.apikey;

import java.util.UUID;

/**
 * Whom an API key stands for.
 *
 * @param scopes what it may be used for, separated by spaces (RFC 6749, section 3.3)
 */
public record KeyHolder(String keyId, UUID companyId, String role, String scopes) {}
