/** Customers who write from elsewhere, such as a messenger: known by their telephone number. */
@NullMarked
package dev.sapa.chat.channel;

import org.jspecify.annotations.NullMarked;
