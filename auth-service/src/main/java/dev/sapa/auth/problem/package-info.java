/** Errors as RFC 9457 problem+json: one form for our own and for those of the framework. */
@NullMarked
package dev.sapa.auth.problem;

import org.jspecify.annotations.NullMarked;
