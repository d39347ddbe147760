package dev.sapa.gateway.livechat.agent;

import org.jspecify.annotations.Nullable;

/** @param status {@code online}, {@code busy}, {@code away} (or {@code break}), {@code offline} */
record StatusRequest(@Nullable String status) {}
