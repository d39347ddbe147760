/** What agents and those who oversee them say to each other. */
@NullMarked
package dev.sapa.chat.staffchat;

import org.jspecify.annotations.NullMarked;
