/** Who is there to answer. */
@NullMarked
package dev.sapa.gateway.livechat.agent;

import org.jspecify.annotations.NullMarked;
