/** What the service does by itself from time to time. */
@NullMarked
package dev.sapa.chat.chore;

import org.jspecify.annotations.NullMarked;
