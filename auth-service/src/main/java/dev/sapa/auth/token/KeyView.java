package dev.sapa.auth.token;

import java.time.Instant;

/** A key as operators see it. */
record KeyView(String kid, Instant signsFrom) {}
