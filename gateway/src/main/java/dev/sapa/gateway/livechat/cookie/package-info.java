/** What browsers keep. */
@NullMarked
package dev.sapa.gateway.livechat.cookie;

import org.jspecify.annotations.NullMarked;
