/** How much one client may do in how much time. */
@NullMarked
package dev.sapa.gateway.limit;

import org.jspecify.annotations.NullMarked;
