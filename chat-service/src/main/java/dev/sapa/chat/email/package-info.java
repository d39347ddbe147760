/** E-mail: in by a webhook or from a mailbox, out by SMTP. */
@NullMarked
package dev.sapa.chat.email;

import org.jspecify.annotations.NullMarked;
