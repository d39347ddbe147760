/** The shape of the dialect's errors. */
@NullMarked
package dev.sapa.gateway.messagecenter.surface;

import org.jspecify.annotations.NullMarked;
