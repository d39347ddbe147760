/** What need not survive: who is typing and who is there, told between gateways over Redis. */
@NullMarked
package dev.sapa.gateway.signal;

import org.jspecify.annotations.NullMarked;
