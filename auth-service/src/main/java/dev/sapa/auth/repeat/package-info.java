/** Creates that may be sent again: the {@code Idempotency-Key} of a request and what it made the first time. */
@NullMarked
package dev.sapa.auth.repeat;

import org.jspecify.annotations.NullMarked;
