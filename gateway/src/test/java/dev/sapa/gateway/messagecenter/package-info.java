/** The message centre's dialect in front of prepared services. */
@NullMarked
package dev.sapa.gateway.messagecenter;

import org.jspecify.annotations.NullMarked;
