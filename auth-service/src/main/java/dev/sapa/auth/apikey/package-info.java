/** API keys: how the servers of a company sign in. */
@NullMarked
package dev.sapa.auth.apikey;

import org.jspecify.annotations.NullMarked;
