/** The first operator of an empty installation, by a one-time token. */
@NullMarked
package dev.sapa.auth.bootstrap;

import org.jspecify.annotations.NullMarked;
