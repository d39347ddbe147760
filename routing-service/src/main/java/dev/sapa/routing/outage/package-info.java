/** What callers hear while the database is away. */
@NullMarked
package dev.sapa.routing.outage;

import org.jspecify.annotations.NullMarked;
