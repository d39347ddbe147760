/** What must be true before the service may start outside the demo. */
@NullMarked
package dev.sapa.auth.production;

import org.jspecify.annotations.NullMarked;
