/** When a browser's visitor turns out to be an account's. */
@NullMarked
package dev.sapa.chat.link;

import org.jspecify.annotations.NullMarked;
