package dev.sapa.verify.planted.gateway.messagecenter;

/** What another dialect should not see. */
public record Detail() {}
