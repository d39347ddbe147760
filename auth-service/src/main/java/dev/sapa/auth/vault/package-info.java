/** What is kept encrypted: signing keys and the secrets of companies. */
@NullMarked
package dev.sapa.auth.vault;

import org.jspecify.annotations.NullMarked;
