/** The one public door of the suite. */
@NullMarked
package dev.sapa.gateway;

import org.jspecify.annotations.NullMarked;
