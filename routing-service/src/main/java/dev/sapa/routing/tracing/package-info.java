/** Where traces go, if anywhere. */
@NullMarked
package dev.sapa.routing.tracing;

import org.jspecify.annotations.NullMarked;
