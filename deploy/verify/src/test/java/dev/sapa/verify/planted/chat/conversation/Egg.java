package dev.sapa.verify.planted.chat.conversation;

import dev.sapa.verify.planted.chat.visitor.Hen;
import org.jspecify.annotations.Nullable;

/** Half of a cycle between two features. */
public record Egg(@Nullable Hen layer) {}
