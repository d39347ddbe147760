/** What callers hear while the database is away. */
@NullMarked
package dev.sapa.salesforce.outage;

import org.jspecify.annotations.NullMarked;
