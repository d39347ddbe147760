package dev.sapa.chat.company;

import java.util.UUID;

/**
 * What others need to know of a company.
 *
 * @param active     false while it is suspended: no conversation starts
 * @param portalOpen whether an unguessable conversation id alone admits a visitor to that conversation
 */
public record KnownCompany(UUID id, boolean active, boolean portalOpen) {}
