/** How this service says that something is wrong: RFC 9457 problems with a stable code. */
@NullMarked
package dev.sapa.chat.problem;

import org.jspecify.annotations.NullMarked;
