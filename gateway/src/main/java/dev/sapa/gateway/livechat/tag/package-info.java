/** Tags, preset and custom. */
@NullMarked
package dev.sapa.gateway.livechat.tag;

import org.jspecify.annotations.NullMarked;
