/** Whether the store behind all this is there. */
@NullMarked
package dev.sapa.gateway.messagecenter.status;

import org.jspecify.annotations.NullMarked;
