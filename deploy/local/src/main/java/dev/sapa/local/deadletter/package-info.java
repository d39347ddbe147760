/** What operators do with events that no consumer could apply. */
@NullMarked
package dev.sapa.local.deadletter;

import org.jspecify.annotations.NullMarked;
