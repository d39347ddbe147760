/** Who calls: staff and companies by tokens of auth-service, visitors by the capability of one conversation. */
@NullMarked
package dev.sapa.chat.access;

import org.jspecify.annotations.NullMarked;
