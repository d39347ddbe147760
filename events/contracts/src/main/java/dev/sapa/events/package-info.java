/** The facts that the services tell each other over Kafka. */
@NullMarked
package dev.sapa.events;

import org.jspecify.annotations.NullMarked;
