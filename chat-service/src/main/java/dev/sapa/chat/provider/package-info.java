/** A company's accounts with those who carry messages, and what such a provider must be able to do. */
@NullMarked
package dev.sapa.chat.provider;

import org.jspecify.annotations.NullMarked;
