/** The built-in bot, which answers by keywords that a company defines. */
@NullMarked
package dev.sapa.chat.keywordbot;

import org.jspecify.annotations.NullMarked;
