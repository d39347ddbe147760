/** The people who ask, and the identities by which they are known again. */
@NullMarked
package dev.sapa.chat.visitor;

import org.jspecify.annotations.NullMarked;
