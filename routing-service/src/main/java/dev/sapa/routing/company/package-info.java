/** Which companies are served. */
@NullMarked
package dev.sapa.routing.company;

import org.jspecify.annotations.NullMarked;
