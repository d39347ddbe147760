/** Finding conversations again: by who took part, and by what was said. */
@NullMarked
package dev.sapa.chat.search;

import org.jspecify.annotations.NullMarked;
