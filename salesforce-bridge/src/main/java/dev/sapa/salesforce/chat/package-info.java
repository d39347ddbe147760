/** Chat-service, as far as the bridge asks it and tells it something. */
@NullMarked
package dev.sapa.salesforce.chat;

import org.jspecify.annotations.NullMarked;
