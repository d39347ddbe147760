/** What callers are told while the database is away. */
@NullMarked
package dev.sapa.chat.outage;

import org.jspecify.annotations.NullMarked;
