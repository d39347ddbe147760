/** Who asks, as the access token says. */
@NullMarked
package dev.sapa.salesforce.caller;

import org.jspecify.annotations.NullMarked;
