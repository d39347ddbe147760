/** A company's own bot: told by webhook what visitors say, answering there or later, and handing over to people. */
@NullMarked
package dev.sapa.chat.bot;

import org.jspecify.annotations.NullMarked;
