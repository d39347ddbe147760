/** Signing in, staying signed in, and signing out. */
@NullMarked
package dev.sapa.auth.login;

import org.jspecify.annotations.NullMarked;
