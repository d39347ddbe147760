/** Routing's decisions applied to conversations, and the claim of an agent who answers first. */
@NullMarked
package dev.sapa.chat.assignment;

import org.jspecify.annotations.NullMarked;
