/** Agents: who they are, what they declared, what they can carry. */
@NullMarked
package dev.sapa.routing.agent;

import org.jspecify.annotations.NullMarked;
