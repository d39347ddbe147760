/** The companies this service works for, as auth-service announces them. */
@NullMarked
package dev.sapa.chat.company;

import org.jspecify.annotations.NullMarked;
