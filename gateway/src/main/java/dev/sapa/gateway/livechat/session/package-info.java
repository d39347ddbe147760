/** Sessions and messages as the seeds list them, and what is done with one by whoever may. */
@NullMarked
package dev.sapa.gateway.livechat.session;

import org.jspecify.annotations.NullMarked;
