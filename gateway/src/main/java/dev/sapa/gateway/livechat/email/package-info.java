/** What is sent by mail. */
@NullMarked
package dev.sapa.gateway.livechat.email;

import org.jspecify.annotations.NullMarked;
