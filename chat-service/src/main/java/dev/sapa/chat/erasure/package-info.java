/** Forgetting: a visitor on demand, with a report of who forgot what, and what is older than its company keeps it. */
@NullMarked
package dev.sapa.chat.erasure;

import org.jspecify.annotations.NullMarked;
