/** What happens to every request before anything looks at it: path check, request id, client address, headers. */
@NullMarked
package dev.sapa.gateway.door;

import org.jspecify.annotations.NullMarked;
