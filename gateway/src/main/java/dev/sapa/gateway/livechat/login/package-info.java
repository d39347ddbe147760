/** Signing in and out, and passwords. */
@NullMarked
package dev.sapa.gateway.livechat.login;

import org.jspecify.annotations.NullMarked;
