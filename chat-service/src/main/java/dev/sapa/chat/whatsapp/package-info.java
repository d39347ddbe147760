/** WhatsApp, by its Cloud API. */
@NullMarked
package dev.sapa.chat.whatsapp;

import org.jspecify.annotations.NullMarked;
