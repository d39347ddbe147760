/** Where traces go, if anywhere. */
@NullMarked
package dev.sapa.auth.tracing;

import org.jspecify.annotations.NullMarked;
