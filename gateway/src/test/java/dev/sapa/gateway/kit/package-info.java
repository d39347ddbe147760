/** What the gateway's tests stand on: services that answer as the native APIs do, tokens, events and a socket client. */
@NullMarked
package dev.sapa.gateway.kit;

import org.jspecify.annotations.NullMarked;
