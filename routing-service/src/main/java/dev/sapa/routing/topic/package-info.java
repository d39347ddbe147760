/** Which department answers which topic. */
@NullMarked
package dev.sapa.routing.topic;

import org.jspecify.annotations.NullMarked;
