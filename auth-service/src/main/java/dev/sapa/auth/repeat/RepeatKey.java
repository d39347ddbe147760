package dev.sapa.auth.repeat;

import java.util.UUID;

/**
 * By what the repeat of a create is known.
 *
 * @param companyId the sender's company
 * @param key       digest of the sender and of the key the sender chose
 * @param request   digest of what is asked; under another key of the service's own, because it may hold a password
 */
public record RepeatKey(UUID companyId, String key, String request) {}
