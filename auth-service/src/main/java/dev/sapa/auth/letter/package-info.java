/** Mails that an admin has sent: a welcome or a link to a colleague, or words of its own to one address. */
@NullMarked
package dev.sapa.auth.letter;

import org.jspecify.annotations.NullMarked;
