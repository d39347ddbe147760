package dev.sapa.auth.apikey;

import java.util.UUID;

/** Whom an API key stands for. */
public record KeyHolder(String keyId, UUID companyId, String role) {}
