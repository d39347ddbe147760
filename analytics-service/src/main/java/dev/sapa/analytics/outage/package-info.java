/** What callers hear while the database is away. */
@NullMarked
package dev.sapa.analytics.outage;

import org.jspecify.annotations.NullMarked;
