package dev.sapa.verify.planted.chat.visitor;

import dev.sapa.verify.planted.chat.conversation.Egg;
import org.jspecify.annotations.Nullable;

/** The other half of the cycle. */
public record Hen(@Nullable Egg hatchedFrom) {}
