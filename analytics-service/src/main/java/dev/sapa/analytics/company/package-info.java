/** Companies: in which time zone their days begin. */
@NullMarked
package dev.sapa.analytics.company;

import org.jspecify.annotations.NullMarked;
