/** Trading other credentials for our tokens: service secrets, API keys, a company's own visitor tokens. */
@NullMarked
package dev.sapa.auth.exchange;

import org.jspecify.annotations.NullMarked;
