/** What visitors thought of how they were helped. */
@NullMarked
package dev.sapa.chat.rating;

import org.jspecify.annotations.NullMarked;
