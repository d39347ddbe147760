/** Whether the suite can serve, and the gateway's own start and end. */
@NullMarked
package dev.sapa.gateway.health;

import org.jspecify.annotations.NullMarked;
