/** The local run: {@code ./deploy/up}. */
@NullMarked
package dev.sapa.local.launch;

import org.jspecify.annotations.NullMarked;
