package dev.sapa.auth.apikey;

import java.util.UUID;

/**
 * Whom an API key stands for.
 *
 * @param name   what the company calls the key
 * @param role   {@code portal} or {@code bot}
 * @param scopes what it may be used for, separated by spaces (RFC 6749, section 3.3)
 */
public record KeyHolder(String keyId, UUID companyId, String name, String role, String scopes) {}
