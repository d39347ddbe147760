/** Figures and reports for the consoles. */
@NullMarked
package dev.sapa.gateway.livechat.analytics;

import org.jspecify.annotations.NullMarked;
