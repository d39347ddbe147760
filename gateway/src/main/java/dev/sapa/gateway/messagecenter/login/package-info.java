/** Signing in and registering. */
@NullMarked
package dev.sapa.gateway.messagecenter.login;

import org.jspecify.annotations.NullMarked;
