/** Conversations that are answered in another system: how they get there, and what the bridge to it says about them. */
@NullMarked
package dev.sapa.chat.desk;

import org.jspecify.annotations.NullMarked;
