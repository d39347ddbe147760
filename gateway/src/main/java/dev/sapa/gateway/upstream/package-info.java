/** Calls from the gateway to the services behind it: replicas, time limits, and what is told about the caller. */
@NullMarked
package dev.sapa.gateway.upstream;

import org.jspecify.annotations.NullMarked;
