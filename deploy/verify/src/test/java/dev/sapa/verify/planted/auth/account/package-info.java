/** Planted violations of the house rules. */
@NullMarked
package dev.sapa.verify.planted.auth.account;

import org.jspecify.annotations.NullMarked;
