/** What a WhatsApp gateway delivers. */
@NullMarked
package dev.sapa.gateway.messagecenter.webhook;

import org.jspecify.annotations.NullMarked;
