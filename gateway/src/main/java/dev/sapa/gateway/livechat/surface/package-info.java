/** The dialect's paths, their other names, and the shape of its errors. */
@NullMarked
package dev.sapa.gateway.livechat.surface;

import org.jspecify.annotations.NullMarked;
