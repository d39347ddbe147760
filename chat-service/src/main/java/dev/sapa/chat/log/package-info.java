/** What was done with each conversation, by whom and when. */
@NullMarked
package dev.sapa.chat.log;

import org.jspecify.annotations.NullMarked;
