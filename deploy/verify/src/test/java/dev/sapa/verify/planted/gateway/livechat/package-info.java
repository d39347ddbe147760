/** Planted violations of the house rules. */
@NullMarked
package dev.sapa.verify.planted.gateway.livechat;

import org.jspecify.annotations.NullMarked;
