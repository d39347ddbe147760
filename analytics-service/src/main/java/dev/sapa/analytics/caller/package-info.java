/** Who asks, as the access token says. */
@NullMarked
package dev.sapa.analytics.caller;

import org.jspecify.annotations.NullMarked;
