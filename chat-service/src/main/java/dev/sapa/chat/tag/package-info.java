/** The words by which a company sorts its conversations. */
@NullMarked
package dev.sapa.chat.tag;

import org.jspecify.annotations.NullMarked;
