/** The native APIs of the services, passed through to them. */
@NullMarked
package dev.sapa.gateway.route;

import org.jspecify.annotations.NullMarked;
