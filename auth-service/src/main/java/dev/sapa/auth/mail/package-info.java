/** Mail to people, where a mail server is set. */
@NullMarked
package dev.sapa.auth.mail;

import org.jspecify.annotations.NullMarked;
