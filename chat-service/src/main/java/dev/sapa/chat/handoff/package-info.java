/** A visitor is handed to the people of a company by whoever served it before, such as the company's chatbot. */
@NullMarked
package dev.sapa.chat.handoff;

import org.jspecify.annotations.NullMarked;
