/** What the tests of all features share. */
@NullMarked
package dev.sapa.routing;

import org.jspecify.annotations.NullMarked;
