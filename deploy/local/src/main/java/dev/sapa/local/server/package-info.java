/** Real PostgreSQL, Redis and Kafka from Maven artifacts, and the database prepared for the services. */
@NullMarked
package dev.sapa.local.server;

import org.jspecify.annotations.NullMarked;
