package dev.sapa.chat.contact;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The contact as it is now.
 *
 * @param created whether nobody had said one before
 */
record SaidContactView(@JsonUnwrapped ContactView contact, boolean created) {}
