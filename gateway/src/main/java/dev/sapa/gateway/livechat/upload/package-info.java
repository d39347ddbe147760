/** Files for use among a message's attachments. */
@NullMarked
package dev.sapa.gateway.livechat.upload;

import org.jspecify.annotations.NullMarked;
