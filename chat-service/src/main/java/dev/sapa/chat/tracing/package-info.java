/** Where traces go, if anywhere. */
@NullMarked
package dev.sapa.chat.tracing;

import org.jspecify.annotations.NullMarked;
