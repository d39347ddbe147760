/** A closed conversation stays closed; where staff want to go on with it, another one begins. */
@NullMarked
package dev.sapa.chat.continuation;

import org.jspecify.annotations.NullMarked;
